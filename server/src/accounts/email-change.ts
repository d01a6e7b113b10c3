import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Asking, SlowDown } from './asking.ts';
import { lettersTo } from './budgets.ts';
import type { ConfirmFirst } from './confirming.ts';
import { lockPerson, setPassword } from './credentials.ts';
import { needEmail } from './email.ts';
import { type Ground, languageOf, note, tell } from './ground.ts';
import type { LinkPurpose } from './links.ts';
import {
  linkAddress,
  linkHost,
  lookAtLink,
  makeLink,
  pageAddress,
  places,
  resetAddress,
  spendLink,
  voidLinks,
} from './links.ts';
import { tellOfAccount } from './others.ts';
import type { Person } from './person.ts';
import { findPersonByEmail } from './person.ts';
import { lockAddress } from './registrations.ts';
import { forgetBrowsers } from './remembered.ts';
import { dropSecondFactor } from './second-factors.ts';
import type { Session } from './sessions.ts';
import { endSessions, isConfirmed } from './sessions.ts';
import { take } from './throttle.ts';

export type EmailChange = {
  /** A letter with a link to the new address, a notice to the old one. Throws `validation_failed` when the address is none. */
  askToChangeEmail(asking: Asking, session: Session, email: string): Promise<{ is: 'sent' } | ConfirmFirst | SlowDown>;
  lookAtEmailChange(asking: Asking, token: string): Promise<{ is: 'fresh'; email: string } | { is: 'stale' }>;
  /** Uses the link; the old address gets a letter whose link undoes it for seven days. */
  changeEmail(
    asking: Asking,
    token: string,
  ): Promise<{ is: 'changed'; email: string } | { is: 'stale' } | { is: 'taken' }>;
  lookAtUndo(asking: Asking, token: string): Promise<{ is: 'fresh'; email: string } | { is: 'stale' }>;
  /** Puts the address back, ends all sessions, makes the password worthless and sends a reset link to the address. */
  undoEmailChange(asking: Asking, token: string): Promise<{ is: 'undone' } | { is: 'stale' }>;
};

export function createEmailChange(ground: Ground): EmailChange {
  const { db, secrets } = ground;

  /** A link to an address, which it proves or puts back. */
  async function linkTo(tx: Tx, { brand, knock }: Asking, person: Person, to: LinkTo): Promise<string> {
    const link = { ...to, host: linkHost(brand), person: person.id, now: knock.now };
    return linkAddress(brand, languageOf(person), to.purpose, await makeLink(tx, link));
  }

  async function writeLetters(tx: Tx, asking: Asking, person: Person, email: string): Promise<void> {
    const { brand } = asking;
    await voidLinks(tx, person.id, ['change_email']);
    const known = await findPersonByEmail(tx, brand.reseller, email);
    // Somebody signed in must not learn who else has an account either.
    if (known) await tellOfAccount(tx, ground, asking, known);
    else {
      const link = await linkTo(tx, asking, person, { purpose: 'change_email', email });
      await tell(tx, ground, person, { brand, template: 'email_change', to: email, link });
    }
    const link = pageAddress(brand, languageOf(person), places.forgot);
    await tell(tx, ground, person, { brand, template: 'email_change_notice', values: { email }, link });
  }

  async function look(
    asking: Asking,
    purpose: LinkPurpose,
    token: string,
  ): Promise<{ is: 'fresh'; email: string } | { is: 'stale' }> {
    const link = await db.system((tx) => lookAtLink(tx, asking, purpose, token));
    return link?.email ? { is: 'fresh', email: link.email } : { is: 'stale' };
  }

  return {
    async askToChangeEmail(asking, session, typed) {
      const email = needEmail(typed);
      if (!isConfirmed(session, asking.knock.now)) return { is: 'confirm_first' };
      return db.system(async (tx) => {
        const full = await take(tx, secrets, { budgets: lettersTo(asking, email), now: asking.knock.now });
        if (full) return full;
        const person = await lockPerson(tx, session.person);
        if (!person) return { is: 'confirm_first' };
        if (person.email === email) throw sameAddress();
        await writeLetters(tx, asking, person, email);
        return { is: 'sent' };
      });
    },

    lookAtEmailChange: (asking, token) => look(asking, 'change_email', token),

    changeEmail: (asking, token) =>
      db.system(async (tx) => {
        const wish = await lookAtLink(tx, asking, 'change_email', token);
        if (!wish?.person || wish.email === null) return { is: 'stale' };
        await lockAddress(tx, asking.brand.reseller, wish.email);
        const person = await lockPerson(tx, wish.person);
        if (!person) return { is: 'stale' };
        const holder = await findPersonByEmail(tx, person.reseller, wish.email);
        if (holder && holder.id !== person.id) return { is: 'taken' };
        if (!(await spendLink(tx, asking, 'change_email', token))) return { is: 'stale' };
        await setEmail(tx, person.id, wish.email);
        // Reset links on their way to the old address would still open the account.
        await voidLinks(tx, person.id, ['reset']);
        const link = await linkTo(tx, asking, person, { purpose: 'undo_change_email', email: person.email });
        const values = { email: wish.email };
        await tell(tx, ground, person, { brand: asking.brand, template: 'email_changed', values, link });
        await note(tx, asking, { ...person, email: wish.email }, { action: 'email.changed' });
        return { is: 'changed', email: wish.email };
      }),

    lookAtUndo: (asking, token) => look(asking, 'undo_change_email', token),

    undoEmailChange: (asking, token) =>
      db.system(async (tx) => {
        const change = await lookAtLink(tx, asking, 'undo_change_email', token);
        if (!change?.person || change.email === null) return { is: 'stale' };
        await lockAddress(tx, asking.brand.reseller, change.email);
        const changed = await lockPerson(tx, change.person);
        const holder = await findPersonByEmail(tx, asking.brand.reseller, change.email);
        if (!changed || (holder && holder.id !== changed.id)) return { is: 'stale' };
        if (!(await spendLink(tx, asking, 'undo_change_email', token))) return { is: 'stale' };
        const person = { ...changed, email: change.email };
        await setEmail(tx, person.id, person.email);
        await throwOut(tx, person, change.createdAt);
        await note(tx, asking, person, { action: 'email.change_undone' });
        const link = await resetAddress(tx, asking, person);
        await tell(tx, ground, person, { brand: asking.brand, template: 'reset', link });
        return { is: 'undone' };
      }),
  };
}

type LinkTo = { purpose: 'change_email' | 'undo_change_email'; email: string };

/**
 * Whoever changed the address knew the password: it is worth nothing from now on, and what they did since, such as a second
 * factor of their own, a planned deletion or further links, is undone.
 */
async function throwOut(tx: Tx, { id }: Person, since: Date): Promise<void> {
  await setPassword(tx, id, null);
  await endSessions(tx, id);
  await forgetBrowsers(tx, id);
  await dropSecondFactor(tx, id, since);
  await voidLinks(tx, id, ['reset', 'change_email', 'undo_change_email'], since);
  await tx.run(sql`update people set state = 'active', leaves_at = null where id = ${id} and state = 'leaving'`);
}

async function setEmail(tx: Tx, id: Id<'person'>, email: string): Promise<void> {
  await tx.run(sql`update people set email = ${email} where id = ${id}`);
}

function sameAddress(): Problem {
  return new Problem('validation_failed', {
    detail: 'That is your address already.',
    errors: [{ path: 'email', message: 'is your address already' }],
  });
}
