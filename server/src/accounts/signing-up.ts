import type { Id } from '../base/id.ts';
import type { Asking, Entered, SlowDown } from './asking.ts';
import type { PasswordFault } from './password.ts';

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
