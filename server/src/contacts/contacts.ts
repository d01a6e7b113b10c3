import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import type { Phone } from '../base/phone.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { ContactObject, ContactRow } from './contact.ts';
import { showContact } from './contact.ts';
import { phoneOf } from './identity.ts';
import { contactOfPhone } from './make.ts';
import { suppressContact } from './suppression.ts';

export type { ContactObject } from './contact.ts';
export type { Identity } from './identity.ts';
export { contactIdIfKnown, contactIdOfPhone, findPhone, lidOf, phoneOf } from './identity.ts';
export { contactOfPhone } from './make.ts';
export type { Merge, Person } from './meet.ts';
export { forgetMerged, meetPeople, noteInbound } from './meet.ts';
export { reopenContact, suppressContact, suppressedSince, suppressPhone } from './suppression.ts';

type Workspace = Id<'workspace'>;

/** Creates a contact by phone for the API; an existing one gets the name and is returned. */
export async function createContact(
  tx: Tx,
  secrets: Secrets,
  workspace: Workspace,
  input: { phone: Phone; name?: string; now: Date },
): Promise<ContactObject> {
  const id = await contactOfPhone(tx, secrets, workspace, input);
  if (input.name !== undefined)
    await tx.run(sql`update contacts set name = ${input.name} where workspace_id = ${workspace} and id = ${id}`);
  return getContact(tx, workspace, id);
}

/** Renames a contact; `null` clears the name. */
export async function updateContact(
  tx: Tx,
  workspace: Workspace,
  id: Id<'contact'>,
  change: { name?: string | null },
): Promise<ContactObject> {
  if (change.name !== undefined)
    await tx.run(sql`update contacts set name = ${change.name} where workspace_id = ${workspace} and id = ${id}`);
  return getContact(tx, workspace, id);
}

export async function getContact(tx: Tx, workspace: Workspace, id: Id<'contact'>): Promise<ContactObject> {
  const row = await tx.maybe(sql<ContactRow>`${selectContacts(workspace)} and c.id = ${id}`);
  if (!row) throw new Problem('not_found', { detail: 'There is no such contact.' });
  return showContact(row);
}

/** Newest first. `phone` finds the contact of one number. */
export async function listContacts(
  tx: Tx,
  workspace: Workspace,
  { limit, after, phone }: PageRequest & { phone?: string },
): Promise<Page<ContactObject>> {
  const rows = await tx.many(sql<ContactRow>`
    ${selectContacts(workspace)}
      and (${after ?? null}::uuid is null or c.id < ${after ?? null}::uuid)
      and (${phone ?? null}::text is null or exists (
        select 1 from identities p where p.workspace_id = c.workspace_id and p.contact_id = c.id and p.kind = 'phone' and p.value = ${phone ?? null}))
    order by c.id desc limit ${limit + 1}`);
  return cutPage(rows, limit, showContact);
}

/** A suppression as the API shows it. */
export type SuppressionObject = {
  id: string;
  contact: string | null;
  phone: string | null;
  reason: string;
  source: string;
  purposes: string[];
  created_at: string;
};

type SuppressionRow = {
  id: string;
  contact_id: string | null;
  phone: string | null;
  reason: string;
  source: string;
  purposes: string[];
  created_at: Date;
};

/** Staff puts a person on the list, by phone. Nobody in the workspace can take them off again. */
export async function addSuppression(
  tx: Tx,
  secrets: Secrets,
  workspace: Workspace,
  input: { phone: Phone; reason?: string; now: Date },
): Promise<SuppressionObject> {
  const contact = await contactOfPhone(tx, secrets, workspace, input);
  await suppressContact(tx, secrets, {
    workspace,
    contact,
    source: 'staff',
    reason: input.reason ?? 'added_by_staff',
    at: input.now,
    actor: 'staff',
  });
  const rows = await tx.many(
    sql<SuppressionRow>`${selectSuppressions(workspace)} and s.contact_id = ${contact} order by s.id limit 1`,
  );
  const [row] = rows;
  if (!row) throw new Error('a suppression just made is missing');
  return showSuppression(row);
}

/** Active suppressions, newest first; one line per name of a person. */
export async function listSuppressions(
  tx: Tx,
  workspace: Workspace,
  { limit, after }: PageRequest,
): Promise<Page<SuppressionObject>> {
  const rows = await tx.many(sql<SuppressionRow>`
    ${selectSuppressions(workspace)} and (${after ?? null}::uuid is null or s.id < ${after ?? null}::uuid) order by s.id desc limit ${limit + 1}`);
  return cutPage(rows, limit, showSuppression);
}

/** A line of the consent ledger. */
export type ConsentObject = {
  id: string;
  contact: string | null;
  purpose: string;
  state: string;
  source: string;
  actor: string;
  at: string;
};

/** The ledger, newest first. */
export async function listConsents(
  tx: Tx,
  workspace: Workspace,
  { limit, after, contact }: PageRequest & { contact?: Id<'contact'> },
): Promise<Page<ConsentObject>> {
  type Row = {
    id: string;
    contact_id: string | null;
    purpose: string;
    state: string;
    source: string;
    actor: string;
    at: Date;
  };
  const rows = await tx.many(sql<Row>`
    select id, contact_id, purpose, state, source, actor, at from consents
    where workspace_id = ${workspace} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
      and (${contact ?? null}::uuid is null or contact_id = ${contact ?? null}::uuid)
    order by id desc limit ${limit + 1}`);
  return cutPage(rows, limit, (row) => ({
    id: showId('consent', row.id),
    contact: row.contact_id && showId('contact', row.contact_id),
    purpose: row.purpose,
    state: row.state,
    source: row.source,
    actor: row.actor,
    at: row.at.toISOString(),
  }));
}

function selectContacts(workspace: Workspace) {
  return sql`
    select c.id, c.name, c.push_name, c.last_inbound_at, c.created_at,
      ${phoneOf('c.workspace_id', 'c.id')} as phone,
      exists (select 1 from suppressions s where s.workspace_id = c.workspace_id and s.contact_id = c.id and s.lifted_at is null) as suppressed
    from contacts c where c.workspace_id = ${workspace}`;
}

function selectSuppressions(workspace: Workspace) {
  return sql`
    select s.id, s.contact_id, s.reason, s.source, s.purposes, s.created_at,
      ${phoneOf('s.workspace_id', 's.contact_id')} as phone
    from suppressions s where s.workspace_id = ${workspace} and s.lifted_at is null`;
}

function showSuppression(row: SuppressionRow): SuppressionObject {
  return {
    id: showId('suppression', row.id),
    contact: row.contact_id && showId('contact', brand<'contact'>(row.contact_id)),
    phone: row.phone,
    reason: row.reason,
    source: row.source,
    purposes: row.purposes,
    created_at: row.created_at.toISOString(),
  };
}
