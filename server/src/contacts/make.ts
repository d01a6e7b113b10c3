import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Identity } from './identity.ts';
import { addIdentities, findByIdentities } from './identity.ts';
import { inheritSuppression } from './suppression.ts';

type Workspace = Id<'workspace'>;

/** The contact of a phone, made if nobody has it yet. A person who said stop under this phone before stays suppressed. */
export async function contactOfPhone(
  tx: Tx,
  secrets: Secrets,
  workspace: Workspace,
  { phone, now }: { phone: Phone; now: Date },
): Promise<Id<'contact'>> {
  const identity: Identity = { kind: 'phone', value: phone };
  const known = (await findByIdentities(tx, workspace, [identity])).get(`phone:${phone}`);
  return known ?? makeContact(tx, secrets, workspace, { identities: [identity], now });
}

/** Makes a contact with its names. If another transaction was faster with one of them, that contact is returned. */
export async function makeContact(
  tx: Tx,
  secrets: Secrets,
  workspace: Workspace,
  { identities, now, pushName }: { identities: Identity[]; now: Date; pushName?: string },
): Promise<Id<'contact'>> {
  const id = newId('contact', now);
  await tx.run(
    sql`insert into contacts (workspace_id, id, push_name, created_at) values (${workspace}, ${id}, ${pushName ?? null}, ${now})`,
  );
  await addIdentities(tx, workspace, id, identities);
  const owners = new Set((await findByIdentities(tx, workspace, identities)).values());
  const other = [...owners].find((owner) => owner !== id);
  if (other) {
    await tx.run(sql`delete from contacts where workspace_id = ${workspace} and id = ${id}`);
    return other;
  }
  await inheritSuppression(tx, secrets, { workspace, contact: id, at: now });
  return id;
}
