import type { Tx } from '../db/db.ts';
import type { Asking } from './asking.ts';
import { type Ground, languageOf, tell } from './ground.ts';
import { pageAddress, places } from './links.ts';
import type { Person } from './person.ts';
import { forgetBrowsers } from './remembered.ts';
import type { Session } from './sessions.ts';
import { endSessions, renewSession } from './sessions.ts';

/**
 * After a change of password or second factor: this session goes on under a new cookie, every other one ends, and no browser
 * is remembered any more, this one neither. Answers the new cookie. System transaction.
 */
export async function endOthers(tx: Tx, { knock }: Asking, session: Session): Promise<string> {
  const token = await renewSession(tx, knock, session, { isProven: true, forgets: true });
  await endSessions(tx, session.person, session.id);
  await forgetBrowsers(tx, session.person);
  return token;
}

/** Tells a person that their password was changed, with the way to another one if it was not them. System transaction. */
export async function tellOfPassword(tx: Tx, ground: Ground, { brand }: Asking, person: Person): Promise<void> {
  const link = pageAddress(brand, languageOf(person), places.forgot);
  await tell(tx, ground, person, { brand, template: 'password_changed', link });
}

/** Tells a person that somebody wanted an account for their address, which has one. System transaction. */
export async function tellOfAccount(tx: Tx, ground: Ground, { brand }: Asking, known: Person): Promise<void> {
  const language = languageOf(known);
  const link = pageAddress(brand, language, places.login);
  await tell(tx, ground, known, { brand, template: 'account_exists', link });
}
