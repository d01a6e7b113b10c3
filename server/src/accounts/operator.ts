import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Person, PersonRow } from './person.ts';
import { personColumns, readPerson } from './person.ts';

/** Does the installation have an operator already? System transaction. */
export async function hasOperator(tx: Tx): Promise<boolean> {
  const { found } = await tx.one(sql<{ found: boolean }>`select exists (select 1 from people where operator) as found`);
  return found;
}

/** Who runs the installation: the first of them. System transaction. */
export async function findOperator(tx: Tx): Promise<Person | undefined> {
  const row = await tx.maybe(sql<PersonRow>`
    select ${personColumns} from people p where p.operator and p.state = 'active' order by p.id limit 1`);
  return row && readPerson(row);
}

/**
 * Makes the first person, who runs the installation; without a password until one is set by a link. Who can make it is believed
 * about the address. System transaction.
 */
export async function makeOperator(
  tx: Tx,
  { email, name = '', language = 'en', reseller, at }: NewOperator,
): Promise<Id<'person'>> {
  const id = newId('person', at);
  await tx.run(sql`
    insert into people (id, reseller_id, email, name, language, operator, email_verified_at)
    values (${id}, ${reseller}, ${email.toLowerCase()}, ${name}, ${language}, true, ${at})`);
  return id;
}

type NewOperator = { email: string; name?: string; language?: string; reseller: Id<'reseller'>; at: Date };
