import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** Makes a reseller with a realm of its own. It sells no plans yet, so its workspaces have the limits of the house. System transaction. */
export async function makeReseller(tx: Tx, { name, at }: { name: string; at: Date }): Promise<Id<'reseller'>> {
  const id = newId('reseller', at);
  await tx.run(sql`insert into resellers (id, name) values (${id}, ${name})`);
  return id;
}
