import type { Asking, SlowDown } from './asking.ts';
import type { PasswordFault } from './password.ts';
import type { Session } from './sessions.ts';

/** Answered by sensitive acts when neither password nor code was proven in this session within ten minutes. */
export type ConfirmFirst = { is: 'confirm_first' };

export type Confirming = {
  /** Proves password or code again in a session; its cookie changes. */
  confirm(
    asking: Asking,
    session: Session,
    proof: { password: string } | { code: string },
  ): Promise<{ is: 'confirmed'; token: string } | { is: 'refused' } | SlowDown>;
  /** Ends all other sessions and all remembered browsers, tells by mail; the cookie changes. */
  changePassword(
    asking: Asking,
    session: Session,
    change: { current: string; password: string },
  ): Promise<
    | { is: 'changed'; token: string }
    | { is: 'wrong_password' }
    | { is: 'password_refused'; fault: PasswordFault }
    | SlowDown
  >;
};
