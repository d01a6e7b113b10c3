import type { Asking, Entered, SlowDown } from './asking.ts';
import type { PasswordFault } from './password.ts';

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
