import type { Id } from '../base/id.ts';
import type { Asking } from './asking.ts';
import type { Person } from './person.ts';
import type { RememberedBrowser } from './remembered.ts';
import type { Session } from './sessions.ts';

export type OwnSessions = {
  /** Where a person is signed in, and the browsers they are remembered in. */
  overview(person: Id<'person'>): Promise<{ sessions: Session[]; browsers: RememberedBrowser[] }>;
  endSession(asking: Asking, session: Session, id: Id<'session'>): Promise<boolean>;
  forgetBrowser(asking: Asking, session: Session, id: Id<'browser'>): Promise<boolean>;
  /** Ends every other session and forgets every other browser; the cookie changes. */
  endAllOthers(asking: Asking, session: Session): Promise<{ token: string }>;
  /** What a person tells about themselves; `language` is one of ours. */
  changeProfile(
    person: Id<'person'>,
    profile: { name?: string; language?: string; legalMail?: boolean },
  ): Promise<Person>;
};
