import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import { silentLog } from '../base/log.ts';
import type { Brand } from '../brands/brands.ts';
import { createBrands } from '../brands/brands.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { Language } from '../languages/languages.ts';
import { createMailer } from '../mail/mail.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createSecrets } from '../secrets/secrets.ts';
import type { Accounts, Asking, Entered, Person, Session } from './accounts.ts';
import { createAccounts } from './accounts.ts';
import type { Hasher } from './hasher.ts';
import type { AccountHooks } from './hooks.ts';

/** A browser for tests: it keeps cookies as a real one does. */
export type TestBrowser = {
  session: string | undefined;
  remember: string | undefined;
  host: string;
  address: string;
  userAgent: string;
  /** What it shows now. */
  asks(): Asking;
  /** Keeps the cookies of an answer. */
  takes<Answer extends Entered | { is: string; token?: string }>(answer: Answer): Answer;
  /** The session and person it is recognized as; throws when it is nobody's. */
  self(): Promise<{ session: Session; person: Person }>;
  /** What recognizing it says; cookies of the answer are kept. */
  knocks(): Promise<Awaited<ReturnType<Accounts['recognize']>>>;
};

export type Letter = { to: string; template: string; link: string | null; values: Record<string, string | number> };

/** People on a database of their own, with a clock that stands until it is moved. */
export type Stage = {
  db: Db;
  secrets: Secrets;
  accounts: Accounts;
  hooks: AccountHooks;
  clock: Clock;
  /** Moves the clock on, by milliseconds. */
  pass(ms: number): void;
  browser(more?: Partial<Pick<TestBrowser, 'host' | 'address' | 'userAgent'>>): TestBrowser;
  /** Registers and verifies a person in a browser of their own. */
  join(email: string, more?: { password?: string; address?: string }): Promise<TestBrowser>;
  letters(to: string): Promise<Letter[]>;
  /** The token in the newest letter's link. */
  tokenFor(to: string, template: string): Promise<string>;
  close(): Promise<void>;
};

export const goodPassword = 'violet kettle under nine clouds';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export async function openStage(
  deps: { hooks?: Partial<AccountHooks>; hasher?: Hasher; log?: Log; brandName?: string } = {},
): Promise<Stage> {
  const database = await throwawayMigrated();
  const db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  const secrets = createSecrets(randomBytes(32));
  const brands = createBrands({ db, publicUrl: () => 'http://localhost:3000' });
  await brands.refresh();
  let now = new Date('2026-11-25T12:00:00Z');
  const clock = { now: () => now };
  const hooks: AccountHooks = {
    signUpPolicy: async () => ({ policy: 'open', legalMissing: false }),
    isInvited: async () => false,
    onPersonMade: async () => {},
    mayLeave: async () => ({ names: [] }),
    onLeaving: async () => {},
    ...deps.hooks,
  };
  const accounts = createAccounts({
    db,
    secrets,
    clock,
    log: deps.log ?? silentLog,
    mailer: createMailer({ secrets, clock }),
    brandFor: brands.ofReseller,
    hooks,
    ...(deps.hasher ? { hasher: deps.hasher } : {}),
  });
  let addresses = 0;

  function browser(more: Partial<Pick<TestBrowser, 'host' | 'address' | 'userAgent'>> = {}): TestBrowser {
    addresses += 1;
    const own: TestBrowser = {
      session: undefined,
      remember: undefined,
      host: 'localhost',
      address: `10.${Math.floor(addresses / 250)}.${addresses % 250}.7`,
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      ...more,
      asks: () => askingOf(own, brands.platform(), now),
      takes(answer) {
        if ('token' in answer && answer.token !== undefined) own.session = answer.token;
        if ('remember' in answer && answer.remember) own.remember = answer.remember.value;
        return answer;
      },
      async knocks() {
        const recognized = await accounts.recognize(own.asks());
        if (recognized.is === 'signed_in' && recognized.fresh) {
          own.session = recognized.fresh.token;
          own.remember = recognized.fresh.remember?.value ?? own.remember;
        }
        return recognized;
      },
      async self() {
        const recognized = await own.knocks();
        if (recognized.is === 'nobody' || recognized.is === 'robbed') throw new Error(`nobody: ${recognized.is}`);
        return recognized;
      },
    };
    return own;
  }

  async function letters(to: string): Promise<Letter[]> {
    const rows = await db.system((tx) =>
      tx.many(sql<{ id: string; template: string; sealed: Buffer }>`
        select m.id, m.template, m.sealed from mails m join jobs j on j.unique_key = 'mail:' || m.id
        where m.to_address = ${to} order by j.id`),
    );
    return rows.map(({ id, template, sealed }) => ({
      to,
      template,
      // The letter as the mailer sealed it.
      ...(JSON.parse(secrets.unsealForHouse(`mail:${id}`, sealed).toString()) as Pick<Letter, 'link' | 'values'>),
    }));
  }

  async function tokenFor(to: string, template: string): Promise<string> {
    const letter = (await letters(to)).findLast((one) => one.template === template);
    const token = URL.parse(letter?.link ?? '')?.searchParams.get('token');
    if (!token) throw new Error(`no letter ${template} with a link for ${to}`);
    return token;
  }

  return {
    db,
    secrets,
    accounts,
    hooks,
    clock,
    pass(ms) {
      now = new Date(now.getTime() + ms);
    },
    browser,
    async join(email, { password = goodPassword, address } = {}) {
      const own = browser(address ? { address } : {});
      own.session = 'the-anonymous-session-of-the-form';
      const wish = { email, name: 'Ana Maria', password, workspaceName: 'Bakery', agreed: { terms: 1 } };
      await accounts.register(own.asks(), wish);
      own.takes(await accounts.verify(own.asks(), { token: await tokenFor(email, 'verify') }));
      return own;
    },
    letters,
    tokenFor,
    async close() {
      await db.end();
      await database.drop();
    },
  };
}

export const times = { minuteMs, hourMs: 60 * minuteMs, dayMs };

/** The actions in a person's record, in order. */
export async function recordOf(stage: Stage, person: Id<'person'>): Promise<string[]> {
  const rows = await stage.db.system((tx) =>
    tx.many(sql<{ action: string }>`select action from audit_entries where chain_id = ${person} order by n`),
  );
  return rows.map(({ action }) => action);
}

function askingOf(own: TestBrowser, brand: Brand, now: Date): Asking {
  const { host, address, userAgent, session, remember } = own;
  return {
    knock: { host, address, userAgent, session, remember, tossed: false, now },
    brand,
    // A language there is.
    language: 'en' as Language,
    requestId: 'req_test',
  };
}
