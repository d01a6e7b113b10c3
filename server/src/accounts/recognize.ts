import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { Knock } from './knock.ts';
import type { Person } from './person.ts';
import { findPerson } from './person.ts';
import type { RememberCookie } from './remembered.ts';
import { forgetBrowsers, useRemembered } from './remembered.ts';
import type { Session } from './sessions.ts';
import { endSessions, findSession, startSession } from './sessions.ts';

/**
 * Who knocks. `fresh` holds cookies that must be set now: a session was born from "remember me".
 * `robbed`: an old remember-me value came back, so all sessions and browsers of that person have ended, and they must be told.
 * `half_way`: the second factor is awaited.
 */
export type Recognized =
  | { is: 'signed_in'; person: Person; session: Session; fresh?: { token: string; remember?: RememberCookie } }
  | { is: 'half_way'; person: Person; session: Session }
  | { is: 'robbed'; person: Id<'person'> }
  | { is: 'nobody' };

const nobody: Recognized = { is: 'nobody' };

/** Recognizes a browser by its session, or else by "remember me". System transaction; it must commit also for `robbed`. */
export async function recognize(tx: Tx, knock: Knock): Promise<Recognized> {
  if (knock.tossed) return nobody;
  const found = await findSession(tx, knock);
  if (found) return { is: found.session.stage === 'full' ? 'signed_in' : 'half_way', ...found };
  if (!knock.remember) return nobody;
  const remembering = await useRemembered(tx, knock);
  switch (remembering.is) {
    case 'unknown':
      return nobody;
    case 'theft':
      await endSessions(tx, remembering.person);
      await forgetBrowsers(tx, remembering.person);
      return { is: 'robbed', person: remembering.person };
    case 'again':
    case 'rotated': {
      const person = await findPerson(tx, remembering.person);
      if (!person || (person.state !== 'active' && person.state !== 'leaving')) return nobody;
      const { session, token } = await startSession(tx, knock, {
        person: person.id,
        stage: 'full',
        remembered: remembering.browser,
        isConfirmed: false,
      });
      const fresh = remembering.is === 'rotated' ? { token, remember: remembering.cookie } : { token };
      return { is: 'signed_in', person, session, fresh };
    }
  }
}
