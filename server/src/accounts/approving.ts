import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Asking } from './asking.ts';
import { lockPerson } from './credentials.ts';
import { erasePerson } from './erasing.ts';
import { type Ground, languageOf, note, tell } from './ground.ts';
import { pageAddress, places } from './links.ts';
import type { Person, PersonRow } from './person.ts';
import { personColumns, readPerson } from './person.ts';

export type Approving = {
  /** People who await the operator's approval, the longest waiting first. */
  waiting(limit: number): Promise<Person[]>;
  /** Lets a waiting person in, with a letter; false when nobody waits under this id. */
  approve(asking: Asking, person: Id<'person'>, by: Person): Promise<boolean>;
  /** Deletes a waiting person, with a letter; false when nobody waits under this id. */
  decline(asking: Asking, person: Id<'person'>, by: Person): Promise<boolean>;
};

export function createApproving(ground: Ground): Approving {
  const { db } = ground;
  return {
    waiting: (limit) => db.system((tx) => listWaiting(tx, limit)),

    approve: (asking, id, by) =>
      db.system(async (tx) => {
        const person = await lockPerson(tx, id);
        if (person?.state !== 'waiting') return false;
        await tx.run(sql`update people set state = 'active' where id = ${id}`);
        await note(tx, asking, person, { action: 'person.approved', by });
        const brand = ground.brandFor(person.reseller);
        const link = pageAddress(brand, languageOf(person), places.login);
        await tell(tx, ground, person, { brand, template: 'approved', link });
        return true;
      }),

    decline: (asking, id, by) =>
      db.system(async (tx) => {
        const person = await lockPerson(tx, id);
        if (person?.state !== 'waiting') return false;
        await note(tx, asking, person, { action: 'person.declined', by });
        await tell(tx, ground, person, { brand: ground.brandFor(person.reseller), template: 'declined' });
        await erasePerson(tx, ground, person);
        return true;
      }),
  };
}

async function listWaiting(tx: Tx, limit: number): Promise<Person[]> {
  const rows = await tx.many(sql<PersonRow>`
    select ${personColumns} from people p where p.state = 'waiting' order by p.created_at, p.id limit ${limit}`);
  return rows.map(readPerson);
}
