import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Asking, Entered, SlowDown } from './asking.ts';
import { lettersTo } from './budgets.ts';
import { lockPerson, setPassword } from './credentials.ts';
import { parseEmail } from './email.ts';
import { enter } from './entering.ts';
import { type Ground, note, tell } from './ground.ts';
import { linkAddress, linkHost, lookAtLink, makeLink, resetAddress, spendLink, voidLinks } from './links.ts';
import { tellOfPassword } from './others.ts';
import type { PasswordFault } from './password.ts';
import { judgePassword } from './password.ts';
import type { Person } from './person.ts';
import { findPerson, findPersonByEmail } from './person.ts';
import { forgetBrowsers } from './remembered.ts';
import { endSessions } from './sessions.ts';
import { take } from './throttle.ts';

export type Resetting = {
  /** The same answer whether the address is known or not; a letter goes out to a known one only. */
  askForReset(asking: Asking, email: string): Promise<{ is: 'sent' } | SlowDown>;
  lookAtReset(asking: Asking, token: string): Promise<{ is: 'fresh'; email: string } | { is: 'stale' }>;
  /** Sets the password, ends all sessions and browsers, tells by mail. With a second factor the code is still asked. */
  reset(
    asking: Asking,
    proof: { token: string; password: string },
  ): Promise<Entered | { is: 'stale' } | { is: 'password_refused'; fault: PasswordFault }>;
};

export function createResetting(ground: Ground): Resetting {
  const { db, secrets, hasher } = ground;
  return {
    async askForReset(asking, typed) {
      const email = parseEmail(typed);
      if (email === undefined) return { is: 'sent' };
      return db.system(async (tx) => {
        const { brand, knock } = asking;
        const full = await take(tx, secrets, { budgets: lettersTo(asking, email), now: knock.now });
        if (full) return full;
        const found = await findPersonByEmail(tx, brand.reseller, email);
        const person = found?.state === 'suspended' ? undefined : found;
        // For nobody the same is done and taken back, so that it takes as long.
        await tx.run(sql`savepoint letter`);
        const link = person ? await resetAddress(tx, asking, person) : await addressOfNobody(tx, asking);
        const to = person ?? { email, language: asking.language };
        await tell(tx, ground, to, { brand, template: 'reset', link });
        await tx.run(person ? sql`release savepoint letter` : sql`rollback to savepoint letter`);
        return { is: 'sent' };
      });
    },

    lookAtReset: (asking, token) =>
      db.system(async (tx) => {
        const person = await personOf(tx, asking, token);
        return person ? { is: 'fresh', email: person.email } : { is: 'stale' };
      }),

    async reset(asking, { token, password }) {
      const about = await db.system((tx) => personOf(tx, asking, token));
      if (!about) return { is: 'stale' };
      const { fault } = await judgePassword(password, { ...about, brand: asking.brand.name });
      if (fault) return { is: 'password_refused', fault };
      const hash = await hasher.hash(password);
      return db.system(async (tx) => {
        const link = await spendLink(tx, asking, 'reset', token);
        const person = link?.person ? await lockPerson(tx, link.person) : undefined;
        if (!person) return { is: 'stale' };
        await setPassword(tx, person.id, hash);
        await proveAddress(tx, person, asking);
        // Whoever got in before may have asked for another address; that wish ends too.
        await voidLinks(tx, person.id, ['reset', 'change_email']);
        await endSessions(tx, person.id);
        await forgetBrowsers(tx, person.id);
        await note(tx, asking, person, { action: 'password.reset' });
        // Who sets a first password, as an operator by the link on the console, is told nothing new.
        if (person.hasPassword) await tellOfPassword(tx, ground, asking, person);
        if (person.state === 'waiting') return { is: 'waiting' };
        if (person.state === 'suspended') return { is: 'refused' };
        return enter(tx, ground, asking, { person, proof: 'reset', remember: false });
      });
    },
  };
}

async function addressOfNobody(tx: Tx, { brand, knock, language }: Asking): Promise<string> {
  await voidLinks(tx, newId('person', knock.now), ['reset']);
  const token = await makeLink(tx, { purpose: 'reset', host: linkHost(brand), now: knock.now });
  return linkAddress(brand, language, 'reset', token);
}

async function personOf(tx: Tx, asking: Asking, token: string): Promise<Person | undefined> {
  const link = await lookAtLink(tx, asking, 'reset', token);
  return link?.person ? findPerson(tx, link.person) : undefined;
}

// The link came by mail, or from the operator, who answers for the address.
async function proveAddress(tx: Tx, { id }: Person, { knock }: Asking): Promise<void> {
  await tx.run(sql`update people set email_verified_at = coalesce(email_verified_at, ${knock.now}) where id = ${id}`);
}
