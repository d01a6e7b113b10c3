import { timingSafeEqual } from 'node:crypto';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Asking, Entered, SlowDown } from './asking.ts';
import { lettersTo, wrongAtRegistration } from './budgets.ts';
import { findCredentials } from './credentials.ts';
import { needEmail, parseEmail } from './email.ts';
import { enter } from './entering.ts';
import { type Ground, languageOf, note, tell } from './ground.ts';
import { lookAtLink, pageAddress, places, spendLink } from './links.ts';
import { tellOfAccount } from './others.ts';
import type { PasswordFault } from './password.ts';
import { judgePassword } from './password.ts';
import type { Person, PersonState } from './person.ts';
import { findPerson, findPersonByEmail, listOperators } from './person.ts';
import type { Registration } from './registrations.ts';
import { dropRegistrations, findRegistration, keepRegistration, lockAddress } from './registrations.ts';
import { giveBack, take } from './throttle.ts';
import { hashToken } from './token.ts';
import { verificationAddress, writeVerification } from './verification.ts';

export type SignUp = {
  email: string;
  name: string;
  password: string;
  workspaceName: string;
  /** The legal versions they agreed to: `{ terms: 1, … }`. */
  agreed: Record<string, number>;
  invitation?: Id<'invitation'>;
};

/** `sent` is the answer whether the address is known or not: a letter goes out either way. */
export type SignUpAnswer =
  | { is: 'sent' }
  | { is: 'closed'; why: 'closed' | 'invite_only' | 'legal_missing' }
  | { is: 'password_refused'; fault: PasswordFault }
  | SlowDown;

export type SigningUp = {
  /** Keeps the wish for an account and sends a link. Throws `validation_failed` when the address is none. */
  register(asking: Asking, wish: SignUp): Promise<SignUpAnswer>;
  /**
   * Sends the link of a registration once more, to who registered this address in this very browser; everybody else gets the same
   * answer and nobody a letter.
   */
  sendAgain(asking: Asking, email: string): Promise<{ is: 'sent' } | SlowDown>;
  /** What a verification link is about, without using it: scanners of mail open links. */
  lookAtVerification(
    asking: Asking,
    token: string,
  ): Promise<{ is: 'fresh'; email: string; needsPassword: boolean } | { is: 'stale' }>;
  /**
   * Uses the link and makes the person. In the browser that registered no password is needed; anywhere else it is, so that
   * nobody can have an address verified by its owner that they registered themselves.
   */
  verify(
    asking: Asking,
    proof: { token: string; password?: string },
  ): Promise<Entered | { is: 'stale' } | { is: 'wrong_password' }>;
};

export function createSigningUp(ground: Ground): SigningUp {
  const { db, secrets, hasher, hooks } = ground;

  /** Why nobody may sign up like this; undefined when they may. */
  async function closedFor(tx: Tx, { invitation }: SignUp, email: string): Promise<SignUpAnswer | undefined> {
    if (invitation && (await hooks.isInvited(tx, invitation, email))) return undefined;
    const { policy, legalMissing } = await hooks.signUpPolicy(tx);
    if (policy === 'closed') return { is: 'closed', why: 'closed' };
    if (policy === 'invite') return { is: 'closed', why: 'invite_only' };
    return legalMissing ? { is: 'closed', why: 'legal_missing' } : undefined;
  }

  /** Proves that whoever shows the link is who registered: by the browser, or by the password. */
  async function isRegistrant(
    asking: Asking,
    registration: Registration,
    password: string | undefined,
  ): Promise<boolean | SlowDown> {
    if (isSameBrowser(asking, registration)) return true;
    if (password === undefined) return false;
    const budgets = [wrongAtRegistration(registration.id)];
    const full = await db.system((tx) => take(tx, secrets, { budgets, now: asking.knock.now }));
    if (full) return full;
    const isRight = await hasher.verify(registration.passwordHash, password).catch(async (error: unknown) => {
      await db.system((tx) => giveBack(tx, secrets, budgets));
      throw error;
    });
    if (isRight) await db.system((tx) => giveBack(tx, secrets, budgets));
    return isRight;
  }

  /** Makes the person in the transaction that uses the link up. */
  async function makePerson(tx: Tx, asking: Asking, registration: Registration): Promise<Person | undefined> {
    const { now } = asking.knock;
    const { policy } = await hooks.signUpPolicy(tx);
    const { invitation, email } = registration;
    const isInvited = invitation !== null && (await hooks.isInvited(tx, invitation, email));
    // Sign-up may have been narrowed since they registered; then the operator decides.
    const state: PersonState = policy === 'open' || isInvited ? 'active' : 'waiting';
    const person = await insertPerson(tx, asking, { registration, state });
    if (!person) return undefined;
    await note(tx, asking, person, { action: 'person.registered', details: { state } });
    await hooks.onPersonMade(tx, {
      person,
      workspaceName: registration.workspaceName,
      invitation: isInvited ? invitation : null,
      agreed: registration.agreed,
      at: now,
    });
    return person;
  }

  async function tellOfWaiting(tx: Tx, { brand }: Asking, person: Person): Promise<void> {
    await tell(tx, ground, person, { brand, template: 'waiting' });
    for (const operator of await listOperators(tx)) {
      const at = ground.brandFor(operator.reseller);
      const link = pageAddress(at, languageOf(operator), places.waiting);
      await tell(tx, ground, operator, { brand: at, template: 'approval_wanted', link });
    }
  }

  return {
    async register(asking, wish) {
      const email = needEmail(wish.email);
      const { knock, brand } = asking;
      const closed = await db.system((tx) => closedFor(tx, wish, email));
      if (closed) return closed;
      const { fault } = await judgePassword(wish.password, { email, name: wish.name, brand: brand.name });
      if (fault) return { is: 'password_refused', fault };
      const budgets = lettersTo(asking, email);
      const full = await db.system((tx) => take(tx, secrets, { budgets, now: knock.now }));
      if (full) return full;
      // Known or not, the address costs a hash, a registration, a link and a letter; only the letters differ.
      const passwordHash = await hasher.hash(wish.password);
      await db.system(async (tx) => {
        const known = await findPersonByEmail(tx, brand.reseller, email);
        const registration = {
          email,
          name: wish.name,
          language: asking.language,
          passwordHash,
          workspaceName: wish.workspaceName,
          invitation: wish.invitation ?? null,
          agreed: wish.agreed,
          browserHash: knock.session ? hashToken(knock.session) : null,
        };
        const id = await keepRegistration(tx, asking, registration);
        const link = await verificationAddress(tx, asking, { ...registration, id });
        // Nobody ever gets the link of a registration for an address that has an account.
        if (known) await tellOfAccount(tx, ground, asking, known);
        else await tell(tx, ground, registration, { brand, template: 'verify', link });
      });
      return { is: 'sent' };
    },

    async sendAgain(asking, typed) {
      const email = parseEmail(typed);
      if (email === undefined) return { is: 'sent' };
      return db.system(async (tx) => {
        const budgets = lettersTo(asking, email);
        const full = await take(tx, secrets, { budgets, now: asking.knock.now });
        if (full) return full;
        const { registration: id } = await findCredentials(tx, secrets, asking, email);
        const registration = id ? await findRegistration(tx, id) : undefined;
        if (registration && isSameBrowser(asking, registration)) {
          await writeVerification(tx, ground, asking, registration);
        }
        return { is: 'sent' };
      });
    },

    lookAtVerification: (asking, token) =>
      db.system(async (tx) => {
        const registration = await registrationOf(tx, asking, token);
        if (!registration) return { is: 'stale' };
        return { is: 'fresh', email: registration.email, needsPassword: !isSameBrowser(asking, registration) };
      }),

    async verify(asking, { token, password }) {
      const registration = await db.system((tx) => registrationOf(tx, asking, token));
      if (!registration) return { is: 'stale' };
      const proven = await isRegistrant(asking, registration, password);
      if (proven === false) return { is: 'wrong_password' };
      if (proven !== true) return proven;
      return db.system(async (tx) => {
        await lockAddress(tx, asking.brand.reseller, registration.email);
        const link = await spendLink(tx, asking, 'verify', token);
        if (link?.registration !== registration.id) return { is: 'stale' };
        const person = await makePerson(tx, asking, registration);
        await dropRegistrations(tx, asking.brand.reseller, registration.email);
        if (!person) return { is: 'stale' };
        if (person.state === 'active') {
          return enter(tx, ground, asking, { person, proof: 'verification', remember: false });
        }
        await tellOfWaiting(tx, asking, person);
        return { is: 'waiting' };
      });
    },
  };
}

async function registrationOf(tx: Tx, asking: Asking, token: string): Promise<Registration | undefined> {
  const link = await lookAtLink(tx, asking, 'verify', token);
  return link?.registration ? findRegistration(tx, link.registration) : undefined;
}

function isSameBrowser({ knock }: Asking, { browserHash }: Registration): boolean {
  return browserHash !== null && knock.session !== undefined && timingSafeEqual(hashToken(knock.session), browserHash);
}

async function insertPerson(
  tx: Tx,
  { brand, knock: { now } }: Asking,
  { registration, state }: { registration: Registration; state: PersonState },
): Promise<Person | undefined> {
  const id = newId('person', now);
  const { email, name, language, passwordHash } = registration;
  const made = await tx.run(sql`
    insert into people (id, reseller_id, email, name, language, password_hash, email_verified_at, state, created_at)
    values (${id}, ${brand.reseller}, ${email}, ${name}, ${language}, ${passwordHash}, ${now}, ${state}, ${now})
    on conflict (reseller_id, email) do nothing`);
  return made === 1 ? findPerson(tx, id) : undefined;
}
