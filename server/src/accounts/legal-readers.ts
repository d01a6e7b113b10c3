import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Person, PersonRow } from './person.ts';
import { personColumns, readPerson } from './person.ts';

/**
 * People who want letters about legal documents, and whose account was made before a time, in the order of their ids, from
 * after one of them on; at most `limit`. System transaction.
 */
export async function listLegalReaders(
  tx: Tx,
  { after, before, limit }: { after: Id<'person'> | null; before: Date; limit: number },
): Promise<Person[]> {
  const rows = await tx.many(sql<PersonRow>`
    select ${personColumns} from people p
    where (${after}::uuid is null or p.id > ${after}::uuid) and p.created_at < ${before}
      and p.legal_mail and p.state in ('active', 'leaving')
    order by p.id limit ${limit}`);
  return rows.map(readPerson);
}
