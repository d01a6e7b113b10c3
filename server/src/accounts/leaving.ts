import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { formatDate } from '../languages/languages.ts';
import type { Asking } from './asking.ts';
import type { ConfirmFirst } from './confirming.ts';
import { lockPerson } from './credentials.ts';
import { type Ground, languageOf, note, tell } from './ground.ts';
import { linkAddress, linkHost, linkLifeMs, lookAtLink, makeLink, spendLink, voidLinks } from './links.ts';
import type { Person } from './person.ts';
import { findPerson, listOperators } from './person.ts';
import { forgetBrowsers } from './remembered.ts';
import type { Session } from './sessions.ts';
import { endSessions, isConfirmed } from './sessions.ts';

export type Leaving = {
  /** Plans deletion in seven days, ends all sessions and browsers, sends a letter whose link keeps the account. */
  leave(
    asking: Asking,
    session: Session,
  ): Promise<
    { is: 'planned'; at: Date } | ConfirmFirst | { is: 'owns_workspaces'; names: string[] } | { is: 'only_operator' }
  >;
  /** Undoes it, by somebody signed in. */
  keepAccount(asking: Asking, person: Id<'person'>): Promise<void>;
  lookAtKeeping(asking: Asking, token: string): Promise<{ is: 'fresh'; email: string } | { is: 'stale' }>;
  keepByLink(asking: Asking, token: string): Promise<{ is: 'kept' } | { is: 'stale' }>;
};

export function createLeaving(ground: Ground): Leaving {
  const { db, hooks } = ground;

  async function keep(tx: Tx, asking: Asking, id: Id<'person'>): Promise<void> {
    const person = await lockPerson(tx, id);
    if (person?.state !== 'leaving') return;
    await tx.run(sql`update people set state = 'active', leaves_at = null where id = ${id}`);
    await voidLinks(tx, id, ['keep_account']);
    await note(tx, asking, person, { action: 'account.kept' });
  }

  async function tellOfLeaving(tx: Tx, { brand, knock }: Asking, person: Person, at: Date): Promise<void> {
    const language = languageOf(person);
    await voidLinks(tx, person.id, ['keep_account']);
    const token = await makeLink(tx, {
      purpose: 'keep_account',
      host: linkHost(brand),
      person: person.id,
      now: knock.now,
    });
    const link = linkAddress(brand, language, 'keep_account', token);
    await tell(tx, ground, person, { brand, template: 'leaving', values: { date: formatDate(language, at) }, link });
  }

  return {
    async leave(asking, session) {
      const { now } = asking.knock;
      if (!isConfirmed(session, now)) return { is: 'confirm_first' };
      return db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        if (!person) return { is: 'confirm_first' };
        if (person.state === 'leaving' && person.leavesAt) return { is: 'planned', at: person.leavesAt };
        if (person.isOperator && (await isOnlyOperator(tx, person))) return { is: 'only_operator' };
        const { names } = await hooks.mayLeave(tx, person.id);
        if (names.length > 0) return { is: 'owns_workspaces', names };
        const at = new Date(now.getTime() + linkLifeMs.keep_account);
        await tx.run(sql`update people set state = 'leaving', leaves_at = ${at} where id = ${person.id}`);
        await endSessions(tx, person.id);
        await forgetBrowsers(tx, person.id);
        await note(tx, asking, person, { action: 'account.leaving' });
        await tellOfLeaving(tx, asking, person, at);
        return { is: 'planned', at };
      });
    },

    keepAccount: (asking, person) => db.system((tx) => keep(tx, asking, person)),

    lookAtKeeping: (asking, token) =>
      db.system(async (tx) => {
        const link = await lookAtLink(tx, asking, 'keep_account', token);
        const person = link?.person ? await findPerson(tx, link.person) : undefined;
        return person ? { is: 'fresh', email: person.email } : { is: 'stale' };
      }),

    keepByLink: (asking, token) =>
      db.system(async (tx) => {
        const link = await spendLink(tx, asking, 'keep_account', token);
        if (!link?.person) return { is: 'stale' };
        await keep(tx, asking, link.person);
        return { is: 'kept' };
      }),
  };
}

// Two operators who leave at once would each see the other, so this holds until the end of the transaction.
async function isOnlyOperator(tx: Tx, person: Person): Promise<boolean> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('accounts.operators', 0))`);
  const staying = (await listOperators(tx)).filter(({ id, state }) => id !== person.id && state === 'active');
  return staying.length === 0;
}
