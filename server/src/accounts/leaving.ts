import type { Id } from '../base/id.ts';
import type { Asking } from './asking.ts';
import type { ConfirmFirst } from './confirming.ts';
import type { Session } from './sessions.ts';

export type Leaving = {
  /** Plans deletion in seven days, ends all sessions and browsers, sends a letter whose link keeps the account. */
  leave(
    asking: Asking,
    session: Session,
  ): Promise<
    { is: 'planned'; at: Date } | ConfirmFirst | { is: 'owns_workspaces'; names: string[] } | { is: 'only_operator' }
  >;
  /** Undoes it, by somebody signed in. */
  keepAccount(asking: Asking, person: Id<'person'>): Promise<void>;
  lookAtKeeping(asking: Asking, token: string): Promise<{ is: 'fresh'; email: string } | { is: 'stale' }>;
  keepByLink(asking: Asking, token: string): Promise<{ is: 'kept' } | { is: 'stale' }>;
  /** Erases the people whose seven days are over; answers how many. */
  eraseLeft(): Promise<number>;
};
