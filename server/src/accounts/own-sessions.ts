import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Asking } from './asking.ts';
import { lockPerson } from './credentials.ts';
import { type Ground, note } from './ground.ts';
import type { Person } from './person.ts';
import { findPerson } from './person.ts';
import type { RememberedBrowser } from './remembered.ts';
import { forgetBrowser, forgetBrowsers, listBrowsers } from './remembered.ts';
import type { Session } from './sessions.ts';
import { endSession, endSessions, listSessions, renewSession } from './sessions.ts';

export type OwnSessions = {
  /** Where a person is signed in, and the browsers they are remembered in. */
  overview(person: Id<'person'>): Promise<{ sessions: Session[]; browsers: RememberedBrowser[] }>;
  /** A session that hangs on a remembered browser takes that with it, or it would be back at once. */
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

export function createOwnSessions({ db, clock }: Ground): OwnSessions {
  return {
    overview: (person) =>
      db.system(async (tx) => ({
        sessions: await listSessions(tx, person, clock.now()),
        browsers: await listBrowsers(tx, person, clock.now()),
      })),

    endSession: (asking, session, id) =>
      db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        const ending = (await listSessions(tx, session.person, asking.knock.now)).find((one) => one.id === id);
        if (!person || !ending || !(await endSession(tx, person.id, id))) return false;
        if (ending.remembered) await forgetBrowser(tx, person.id, ending.remembered);
        await note(tx, asking, person, { action: 'session.ended', details: { session: showId('session', id) } });
        return true;
      }),

    forgetBrowser: (asking, session, id) =>
      db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        if (!person || !(await forgetBrowser(tx, person.id, id))) return false;
        await note(tx, asking, person, { action: 'browser.forgotten', details: { browser: showId('browser', id) } });
        return true;
      }),

    endAllOthers: (asking, session) =>
      db.system(async (tx) => {
        const person = await lockPerson(tx, session.person);
        const token = await renewSession(tx, asking.knock, session, { isProven: false, forgets: false });
        const sessions = await endSessions(tx, session.person, session.id);
        const browsers = await forgetBrowsers(tx, session.person, session.remembered);
        if (person) await note(tx, asking, person, { action: 'session.ended', details: { sessions, browsers } });
        return { token };
      }),

    changeProfile: (id, profile) =>
      db.system(async (tx) => {
        await writeProfile(tx, id, profile);
        const person = await findPerson(tx, id);
        if (!person) throw new Error('a profile of nobody was changed');
        return person;
      }),
  };
}

async function writeProfile(
  tx: Tx,
  id: Id<'person'>,
  { name, language, legalMail }: { name?: string; language?: string; legalMail?: boolean },
): Promise<void> {
  await tx.run(sql`
    update people set name = coalesce(${name ?? null}, name), language = coalesce(${language ?? null}, language),
      legal_mail = coalesce(${legalMail ?? null}::boolean, legal_mail)
    where id = ${id}`);
}
