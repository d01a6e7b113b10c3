import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { Asking, Entered, SlowDown } from './asking.ts';
import { notedFailures, wrongCodes, wrongFromNetwork, wrongInBrowser, wrongPasswords } from './budgets.ts';
import type { Credentials } from './credentials.ts';
import {
  countFailureInRow,
  failuresInRowMax,
  findCredentials,
  lockPerson,
  lockProven,
  strengthenHash,
} from './credentials.ts';
import { parseEmail } from './email.ts';
import { enter, enterFully } from './entering.ts';
import { type Ground, languageOf, note, tell } from './ground.ts';
import { pageAddress, places } from './links.ts';
import type { Person } from './person.ts';
import type { Recognized } from './recognize.ts';
import { recognize } from './recognize.ts';
import { findShown, forgetBrowser } from './remembered.ts';
import { proveCode } from './second-factors.ts';
import type { Session } from './sessions.ts';
import { endSession } from './sessions.ts';
import type { Budget } from './throttle.ts';
import { giveBack, take } from './throttle.ts';
import { writeVerificationAgain } from './verification.ts';

export type SigningIn = {
  /** Who knocks; a stolen remember-me cookie is dealt with and told by mail. */
  recognize(asking: Asking): Promise<Recognized>;
  signIn(asking: Asking, proof: { email: string; password: string; remember: boolean }): Promise<Entered>;
  /** The second factor, a code of the app or a recovery code, in a session that is half way. */
  enterCode(
    asking: Asking,
    session: Session,
    code: string,
  ): Promise<Extract<Entered, { is: 'signed_in' | 'refused' }> | SlowDown>;
  /** Also forgets the browser it was remembered by. */
  signOut(asking: Asking, session: Session): Promise<void>;
};

/** A try whose password may be looked at. `failures`: in a row, with this one; undefined when a reset link alone opens. */
type Try = { credentials: Credentials; budgets: Budget[]; failures: number | undefined };

export function createSigningIn(ground: Ground): SigningIn {
  const { db, secrets, hasher, log } = ground;

  /** Counts the try as a failure first, so that any number of tries at once cannot outrun the counting. */
  async function openTry(tx: Tx, asking: Asking, typed: string): Promise<Try | SlowDown> {
    const { knock } = asking;
    const email = parseEmail(typed) ?? '';
    const credentials = await findCredentials(tx, secrets, asking, email);
    const { person, isKnownNetwork } = credentials;
    const shown = knock.remember ? await findShown(tx, knock) : undefined;
    const browser = shown && shown.person === person?.id ? shown.browser : undefined;
    const budgets = budgetsOf(asking, { email, browser, isKnownNetwork });
    const full = await take(tx, secrets, { budgets, now: knock.now });
    if (full) return full;
    const isTrusted = browser !== undefined || isKnownNetwork;
    const failures = isTrusted ? 0 : await countFailureInRow(tx, person?.id ?? null);
    return { credentials, budgets, failures };
  }

  async function refuse(tx: Tx, asking: Asking, typed: string, { credentials, failures }: Try): Promise<Entered> {
    const { person } = credentials;
    // The same question for nobody, under the address.
    const noted = notedFailures(person?.id ?? typed.slice(0, 400));
    const isNotedAlready = await take(tx, secrets, { budgets: [noted], now: asking.knock.now });
    if (person && !isNotedAlready) {
      await note(tx, asking, person, { action: 'person.sign_in_failed', by: 'nobody' });
    }
    if (person && failures === failuresInRowMax) {
      const link = pageAddress(asking.brand, languageOf(person), places.forgot);
      await tell(tx, ground, person, { brand: asking.brand, template: 'only_by_link', link });
    }
    return { is: 'refused' };
  }

  /** What the right password leads to, by the state of the person. */
  async function admit(tx: Tx, asking: Asking, { credentials, budgets }: Try, remember: boolean): Promise<Entered> {
    const { person, registration, passwordHash } = credentials;
    await giveBack(tx, secrets, budgets);
    if (registration) return writeVerificationAgain(tx, ground, asking, registration);
    const proven = person && passwordHash ? await lockProven(tx, person.id, passwordHash) : undefined;
    if (!proven || proven.state === 'suspended') return { is: 'refused' };
    if (proven.state === 'waiting') return { is: 'waiting' };
    return enter(tx, ground, asking, { person: proven, proof: 'password', remember });
  }

  async function strengthen(person: Person, stored: string, password: string): Promise<void> {
    if (!hasher.isWeak(stored)) return;
    try {
      const to = await hasher.hash(password);
      await db.system((tx) => strengthenHash(tx, person.id, { from: stored, to }));
    } catch (error) {
      // The person is in; the next sign-in tries again.
      log.warn('a password keeps its weaker hash for now', { error });
    }
  }

  return {
    recognize: (asking) =>
      db.system(async (tx) => {
        const recognized = await recognize(tx, asking.knock);
        if (recognized.is === 'robbed') await warnOfTheft(tx, ground, asking, recognized.person);
        return recognized;
      }),

    async signIn(asking, { email, password, remember }) {
      const open = await db.system((tx) => openTry(tx, asking, email));
      if ('is' in open) return open;
      const { credentials, budgets, failures } = open;
      const stored = failures === undefined ? null : credentials.passwordHash;
      const isRight = await hasher.verify(stored, password).catch(async (error: unknown) => {
        // Nothing was looked at, so nothing failed.
        await db.system((tx) => giveBack(tx, secrets, budgets));
        throw error;
      });
      if (!isRight) return db.system((tx) => refuse(tx, asking, email, open));
      const entered = await db.system((tx) => admit(tx, asking, open, remember));
      if (credentials.person && stored) await strengthen(credentials.person, stored, password);
      return entered;
    },

    enterCode: (asking, session, code) =>
      db.system(async (tx) => {
        const { knock } = asking;
        const budgets = [wrongCodes(session.person)];
        const full = await take(tx, secrets, { budgets, now: knock.now });
        if (full) return full;
        const proof = await proveCode(tx, secrets, { person: session.person, code, now: knock.now });
        const person = proof && (await lockPerson(tx, session.person));
        if (!proof || !person || (person.state !== 'active' && person.state !== 'leaving')) return { is: 'refused' };
        // Of two requests at once one ends the half-way session, and only that one goes on.
        if (session.stage !== 'second_factor' || !(await endSession(tx, person.id, session.id)))
          return { is: 'refused' };
        await giveBack(tx, secrets, budgets);
        if (proof === 'recovery_code') await note(tx, asking, person, { action: 'recovery_code.used' });
        return enterFully(tx, ground, asking, { person, proof, remember: session.wantsRemembering });
      }),

    signOut: (asking, session) =>
      db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        if (!person) return;
        const hasEnded = await endSession(tx, person.id, session.id);
        if (session.remembered) await forgetBrowser(tx, person.id, session.remembered);
        if (hasEnded) await note(tx, asking, person, { action: 'person.signed_out' });
      }),
  };
}

/** Browsers that are remembered, and networks the person came from before, cannot be closed by what strangers do elsewhere. */
function budgetsOf(
  asking: Asking,
  { email, browser, isKnownNetwork }: { email: string; browser: Id<'browser'> | undefined; isKnownNetwork: boolean },
): Budget[] {
  if (browser) return [wrongInBrowser(browser)];
  const own = wrongPasswords(asking, email);
  return isKnownNetwork ? [own] : [own, wrongFromNetwork(asking)];
}

async function warnOfTheft(tx: Tx, ground: Ground, asking: Asking, id: Id<'person'>): Promise<void> {
  const person = await lockPerson(tx, id);
  if (!person) return;
  await note(tx, asking, person, { action: 'browser.theft_detected', by: 'nobody' });
  const link = pageAddress(asking.brand, languageOf(person), places.login);
  await tell(tx, ground, person, { brand: asking.brand, template: 'theft', link });
}
