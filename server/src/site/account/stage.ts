import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/db.ts';
import { sql } from '../../db/db.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { openStage, type StageOptions } from '../stage.ts';
import { createVisitor, type Visitor, type VisitorOptions } from './visitor.ts';

/** The site for tests of the pages around accounts: visitors, their letters, and a clock that stands until it is moved. */
export type AccountStage = {
  db: Db;
  visitor(options?: VisitorOptions): Visitor;
  /** The path of the link in the newest letter of a kind to somebody; throws when there is none. */
  linkTo(to: string, template: string): Promise<string>;
  /** How many letters went to an address. */
  lettersTo(to: string): Promise<number>;
  /** Registers, opens the letter and is signed in. */
  join(email: string, options?: VisitorOptions): Promise<Visitor>;
  pass(ms: number): void;
  now(): Date;
  close(): Promise<void>;
};

export const goodPassword = 'violet kettle under nine clouds';

export async function openAccountStage(options: StageOptions = {}): Promise<AccountStage> {
  let now = new Date('2026-11-25T12:00:00Z');
  const secrets = createSecrets(randomBytes(32));
  const stage = await openStage({ ...options, secrets, clock: { now: () => now } });
  const { db } = stage;

  async function linkTo(to: string, template: string): Promise<string> {
    const row = await db.system((tx) =>
      tx.maybe(sql<{ id: string; sealed: Buffer }>`
        select id, sealed from mails where to_address = ${to} and template = ${template} order by created_at desc, id desc limit 1`),
    );
    if (!row) throw new Error(`no letter ${template} to ${to}`);
    const { link } = JSON.parse(secrets.unsealForHouse(`mail:${row.id}`, row.sealed).toString()) as { link: string };
    const { pathname, search } = new URL(link);
    return pathname + search;
  }

  const visitor = (options?: VisitorOptions) => createVisitor(stage.app, options);
  return {
    db,
    visitor,
    linkTo,
    async lettersTo(to) {
      const { n } = await db.system((tx) =>
        tx.one(sql<{ n: string }>`select count(*)::text as n from mails where to_address = ${to}`),
      );
      return Number(n);
    },
    async join(email, options) {
      const person = visitor(options);
      await person.get('/register');
      await person.send('/register', wish(email));
      const link = await linkTo(email, 'verify');
      await person.get(link);
      await person.send(link);
      return person;
    },
    pass(ms) {
      now = new Date(now.getTime() + ms);
    },
    now: () => now,
    close: stage.close,
  };
}

/** A registration filled in well. */
export function wish(email: string, more: Record<string, string | null> = {}): Record<string, string | null> {
  return { name: 'Ana Maria', email, password: goodPassword, workspace: 'Bakery', agree: '1', ...more };
}
