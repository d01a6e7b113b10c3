import type { Id } from '../base/id.ts';
import type { Asking, SlowDown } from './asking.ts';
import { wrongCodes } from './budgets.ts';
import type { ConfirmFirst } from './confirming.ts';
import { lockPerson } from './credentials.ts';
import { type Ground, languageOf, note, tell } from './ground.ts';
import { pageAddress, places } from './links.ts';
import { endOthers } from './others.ts';
import { countRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts';
import {
  confirmSecret,
  dropSecondFactor,
  hasSecondFactor,
  keepSecret,
  secondFactorSince,
  unprovenSecret,
} from './second-factors.ts';
import type { Session } from './sessions.ts';
import { isConfirmed } from './sessions.ts';
import { giveBack, take } from './throttle.ts';
import { newTotpSecret, totpAddress } from './totp.ts';

export type SecondFactorState = { is: 'off' } | { is: 'on'; since: Date; recoveryCodesLeft: number };

export type SecondFactor = {
  secondFactorOf(person: Id<'person'>): Promise<SecondFactorState>;
  /**
   * `secret` is Base32 for typing, `uri` an `otpauth:` address for a QR code. It counts once a code proved it; until then it stays
   * the same for an hour, so that a wrong code or a page loaded again does not change what the app holds.
   */
  startSecondFactor(
    asking: Asking,
    session: Session,
  ): Promise<{ is: 'started'; secret: string; uri: string } | ConfirmFirst | { is: 'on_already' }>;
  /** Turns it on with the first code; the ten recovery codes are seen here and never again. Ends all others; the cookie changes. */
  finishSecondFactor(
    asking: Asking,
    session: Session,
    code: string,
  ): Promise<{ is: 'on'; recoveryCodes: string[]; token: string } | { is: 'refused' } | ConfirmFirst | SlowDown>;
  newRecoveryCodes(
    asking: Asking,
    session: Session,
  ): Promise<{ is: 'made'; recoveryCodes: string[] } | ConfirmFirst | { is: 'off' }>;
  /** Turns it off. Ends all others; the cookie changes. */
  endSecondFactor(asking: Asking, session: Session): Promise<{ is: 'off'; token: string } | ConfirmFirst>;
};

const confirmFirst: ConfirmFirst = { is: 'confirm_first' };

export function createSecondFactor(ground: Ground): SecondFactor {
  const { db, secrets } = ground;
  return {
    secondFactorOf: (person) =>
      db.system(async (tx) => {
        const since = await secondFactorSince(tx, person);
        return since ? { is: 'on', since, recoveryCodesLeft: await countRecoveryCodes(tx, person) } : { is: 'off' };
      }),

    async startSecondFactor(asking, session) {
      const { brand, knock } = asking;
      if (!isConfirmed(session, knock.now)) return confirmFirst;
      return db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        if (!person) return confirmFirst;
        const known = await unprovenSecret(tx, secrets, { person: person.id, now: knock.now });
        const secret = known ?? newTotpSecret();
        const isKept = await keepSecret(tx, secrets, { person: person.id, secret, now: knock.now });
        if (!isKept) return { is: 'on_already' };
        return { is: 'started', secret, uri: totpAddress(secret, { issuer: brand.name, email: person.email }) };
      });
    },

    async finishSecondFactor(asking, session, code) {
      const { brand, knock } = asking;
      if (!isConfirmed(session, knock.now)) return confirmFirst;
      return db.system(async (tx) => {
        const budgets = [wrongCodes(session.person)];
        const full = await take(tx, secrets, { budgets, now: knock.now });
        if (full) return full;
        const person = await lockPerson(tx, session.person);
        const proof = { person: session.person, code: code.replace(/\s/g, ''), now: knock.now };
        if (!person || !(await confirmSecret(tx, secrets, proof))) return { is: 'refused' };
        await giveBack(tx, secrets, budgets);
        const recoveryCodes = await makeRecoveryCodes(tx, person.id);
        const token = await endOthers(tx, asking, session);
        await note(tx, asking, person, { action: 'second_factor.turned_on' });
        const link = pageAddress(brand, languageOf(person), places.forgot);
        await tell(tx, ground, person, { brand, template: 'second_factor_on', link });
        return { is: 'on', recoveryCodes, token };
      });
    },

    async newRecoveryCodes(asking, session) {
      if (!isConfirmed(session, asking.knock.now)) return confirmFirst;
      return db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        if (!person) return confirmFirst;
        if (!(await hasSecondFactor(tx, person.id))) return { is: 'off' };
        await note(tx, asking, person, { action: 'recovery_codes.made' });
        return { is: 'made', recoveryCodes: await makeRecoveryCodes(tx, person.id) };
      });
    },

    async endSecondFactor(asking, session) {
      const { brand, knock } = asking;
      if (!isConfirmed(session, knock.now)) return confirmFirst;
      return db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        if (!person) return confirmFirst;
        const wasOn = await hasSecondFactor(tx, person.id);
        await dropSecondFactor(tx, person.id);
        const token = await endOthers(tx, asking, session);
        if (wasOn) {
          await note(tx, asking, person, { action: 'second_factor.turned_off' });
          const link = pageAddress(brand, languageOf(person), places.forgot);
          await tell(tx, ground, person, { brand, template: 'second_factor_off', link });
        }
        return { is: 'off', token };
      });
    },
  };
}
