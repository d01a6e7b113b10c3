import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { asPhone } from '../base/phone.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** A name WhatsApp knows a person by. Phones carry their `+`; a LID is WhatsApp's hidden number. */
export type Identity = { kind: 'phone' | 'lid' | 'bsuid' | 'username'; value: string };

/** The same text for the same identity, for maps and for hashing. */
export function identityText({ kind, value }: Identity): string {
  return `${kind}:${value}`;
}

/** Who the given identities belong to, keyed by `identityText`. */
export async function findByIdentities(
  tx: Tx,
  workspace: Id<'workspace'>,
  identities: Identity[],
): Promise<Map<string, Id<'contact'>>> {
  if (identities.length === 0) return new Map();
  const rows = await tx.many(sql<{ kind: Identity['kind']; value: string; contact: string }>`
    select kind, value, contact_id as contact from identities
    where workspace_id = ${workspace}
      and (kind, value) in (select * from unnest(${identities.map((i) => i.kind)}::text[], ${identities.map((i) => i.value)}::text[]))`);
  return new Map(rows.map((row) => [identityText(row), brand<'contact'>(row.contact)]));
}

/** Gives a contact more names. A name that somebody else took in the meantime stays theirs; the caller looks again. */
export async function addIdentities(
  tx: Tx,
  workspace: Id<'workspace'>,
  contact: Id<'contact'>,
  identities: Identity[],
): Promise<void> {
  if (identities.length === 0) return;
  await tx.run(sql`
    insert into identities (workspace_id, kind, value, contact_id)
    select ${workspace}, kind, value, ${contact} from unnest(${identities.map((i) => i.kind)}::text[], ${identities.map((i) => i.value)}::text[]) as known (kind, value)
    on conflict do nothing`);
}

/** Every name of a contact. */
export async function identitiesOf(tx: Tx, workspace: Id<'workspace'>, contact: Id<'contact'>): Promise<Identity[]> {
  return tx.many(
    sql<Identity>`select kind, value from identities where workspace_id = ${workspace} and contact_id = ${contact} order by kind, created_at`,
  );
}

/** The phone of a contact, as an expression for other rooms' statements; null where WhatsApp hides it. */
export function phoneOf(workspaceColumn: string, contactColumn: string) {
  return sql`(select value from identities i
    where i.workspace_id = ${sql.ref(workspaceColumn)} and i.contact_id = ${sql.ref(contactColumn)} and i.kind = 'phone' order by i.created_at limit 1)`;
}

/** The phone of a contact, or `undefined` where WhatsApp hides it. */
export async function findPhone(
  tx: Tx,
  workspace: Id<'workspace'>,
  contact: Id<'contact'>,
): Promise<Phone | undefined> {
  const row = await tx.maybe(sql<{ value: string }>`
    select value from identities where workspace_id = ${workspace} and contact_id = ${contact} and kind = 'phone' order by created_at limit 1`);
  return row && asPhone(row.value);
}

/** The LID of a contact, as `phoneOf`. */
export function lidOf(workspaceColumn: string, contactColumn: string) {
  return sql`(select value from identities i
    where i.workspace_id = ${sql.ref(workspaceColumn)} and i.contact_id = ${sql.ref(contactColumn)} and i.kind = 'lid' order by i.created_at limit 1)`;
}

/** The contact that holds a phone, as an expression for other rooms' statements. */
export function contactIdOfPhone(workspace: Id<'workspace'>, phone: string) {
  return sql`(select contact_id from identities where workspace_id = ${workspace} and kind = 'phone' and value = ${phone})`;
}

/** A contact's id if this workspace has it, as `contactIdOfPhone`. */
export function contactIdIfKnown(workspace: Id<'workspace'>, contact: Id<'contact'>) {
  return sql`(select id from contacts where workspace_id = ${workspace} and id = ${contact})`;
}
