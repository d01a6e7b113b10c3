import { eraseFromAudit, recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { brand as asId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { sweepNetworks } from './credentials.ts';
import type { Ground } from './ground.ts';
import { sweepLinks } from './links.ts';
import type { Person, PersonRow } from './person.ts';
import { personColumns, readPerson } from './person.ts';
import { dropRegistrations, sweepRegistrations } from './registrations.ts';
import { sweepBrowsers } from './remembered.ts';
import { sweepSessions } from './sessions.ts';
import { sweepThrottles } from './throttle.ts';

export type Erasing = {
  /** Erases the people whose seven days are over; answers how many. */
  eraseLeft(): Promise<number>;
  /** Forgets what is over: sessions, browsers, links, wishes for accounts, counters, networks long unused. */
  sweep(): Promise<void>;
};

const sweeps = [sweepSessions, sweepBrowsers, sweepLinks, sweepRegistrations, sweepThrottles, sweepNetworks];
/** How many people one round looks at. */
const roundMax = 200;

export function createErasing(ground: Ground): Erasing {
  const { db, clock, log, hooks } = ground;

  /** One person, in a transaction of their own, so that one who cannot go holds up nobody. */
  async function erase(id: Id<'person'>): Promise<boolean> {
    return db.system(async (tx) => {
      const person = await lockLeft(tx, id, clock.now());
      if (!person) return false;
      const { names } = await hooks.mayLeave(tx, id);
      if (names.length > 0) {
        log.warn('a person stays until their workspaces have another owner', { count: names.length });
        return false;
      }
      await recordAudit(tx, {
        chain: id,
        action: 'account.erased',
        actor: { kind: 'house', id: null },
        at: clock.now(),
      });
      await erasePerson(tx, ground, person);
      return true;
    });
  }

  return {
    async eraseLeft() {
      let erased = 0;
      for (const id of await db.system((tx) => listLeft(tx, clock.now()))) {
        try {
          if (await erase(id)) erased += 1;
        } catch (error) {
          log.error('a person could not be erased and will be tried again', { error });
        }
      }
      return erased;
    },

    async sweep() {
      // One table at a time, so that nobody who signs in waits for all of them.
      for (const forget of sweeps) await db.system((tx) => forget(tx, clock.now()));
    },
  };
}

/** Deletes a person and all that is personal of them; the record of what was done stays provable without it. System transaction. */
export async function erasePerson(tx: Tx, { hooks }: Ground, { id, reseller, email }: Person): Promise<void> {
  await hooks.onLeaving(tx, id);
  await eraseFromAudit(tx, id);
  await dropRegistrations(tx, reseller, email);
  await tx.run(sql`delete from people where id = ${id}`);
}

async function listLeft(tx: Tx, now: Date): Promise<Id<'person'>[]> {
  const rows = await tx.many(sql<{ id: string }>`
    select id from people where state = 'leaving' and leaves_at <= ${now} order by leaves_at limit ${roundMax}`);
  return rows.map(({ id }) => asId(id));
}

// Another node may be at the same person, and the person may have decided to stay a moment ago.
async function lockLeft(tx: Tx, id: Id<'person'>, now: Date): Promise<Person | undefined> {
  const row = await tx.maybe(sql<PersonRow>`
    select ${personColumns} from people p where p.id = ${id} and p.state = 'leaving' and p.leaves_at <= ${now}
    for update skip locked`);
  return row && readPerson(row);
}
