import type { Asking, SlowDown } from './asking.ts';
import type { ConfirmFirst } from './confirming.ts';
import type { Session } from './sessions.ts';

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
