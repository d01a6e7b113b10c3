import type { Asking, Entered, SlowDown } from './asking.ts';
import type { Recognized } from './recognize.ts';
import type { Session } from './sessions.ts';

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
