import type { Id } from '../base/id.ts';
import type { Asking, SlowDown } from './asking.ts';
import type { ConfirmFirst } from './confirming.ts';
import type { Session } from './sessions.ts';

export type SecondFactorState = { is: 'off' } | { is: 'on'; since: Date; recoveryCodesLeft: number };

export type SecondFactor = {
  secondFactorOf(person: Id<'person'>): Promise<SecondFactorState>;
  /** `secret` is Base32 for typing, `uri` an `otpauth:` address for a QR code. It counts once a code proved it. */
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
