import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Identity } from './identity.ts';
import { addIdentities, findByIdentities, identityText } from './identity.ts';
import { makeContact } from './make.ts';
import { inheritSuppression } from './suppression.ts';

/** Somebody who wrote or was written to, with every name that came along. */
export type Person = { identities: Identity[]; pushName?: string };

/** Two contacts turned out to be one person: `gone` was merged into `kept`. Who holds rows by contact moves them. */
export type Merge = { kept: Id<'contact'>; gone: Id<'contact'> };

/**
 * Finds or makes the contact of each person, in the order given, learns names that are new, and merges contacts that
 * share a person (a phone known before, a LID learnt now).
 */
export async function meetPeople(
  tx: Tx,
  secrets: Secrets,
  { workspace, people, now }: { workspace: Id<'workspace'>; people: Person[]; now: Date },
): Promise<{ contacts: Id<'contact'>[]; merges: Merge[] }> {
  const known = await findByIdentities(
    tx,
    workspace,
    people.flatMap((person) => person.identities),
  );
  const merges: Merge[] = [];
  const contacts: Id<'contact'>[] = [];
  for (const { identities, pushName } of people) {
    const owners = [...new Set(identities.flatMap((identity) => known.get(identityText(identity)) ?? []))].sort();
    const [kept, ...others] = owners;
    const contact =
      kept ?? (await makeContact(tx, secrets, workspace, { identities, now, ...(pushName ? { pushName } : {}) }));
    const fresh = kept ? identities.filter((identity) => !known.has(identityText(identity))) : [];
    for (const gone of others) {
      await tx.run(
        sql`update identities set contact_id = ${contact} where workspace_id = ${workspace} and contact_id = ${gone}`,
      );
      await tx.run(
        sql`update suppressions set contact_id = ${contact} where workspace_id = ${workspace} and contact_id = ${gone}`,
      );
      merges.push({ kept: contact, gone });
    }
    if (fresh.length > 0) await addIdentities(tx, workspace, contact, fresh);
    if (fresh.length > 0 || others.length > 0) await inheritSuppression(tx, secrets, { workspace, contact, at: now });
    for (const identity of identities) known.set(identityText(identity), contact);
    for (const [text, owner] of known) if (others.includes(owner)) known.set(text, contact);
    contacts.push(contact);
  }
  return { contacts, merges };
}

/** Removes contacts that were merged away, once nothing points to them any more. */
export async function forgetMerged(tx: Tx, workspace: Id<'workspace'>, merges: Merge[]): Promise<void> {
  await tx.run(
    sql`delete from contacts where workspace_id = ${workspace} and id = any(${merges.map((merge) => merge.gone)}::uuid[])`,
  );
}

/** Notes when people last wrote and the name they give themselves now. */
export async function noteInbound(
  tx: Tx,
  workspace: Id<'workspace'>,
  notes: { contact: Id<'contact'>; at: Date; pushName: string | null }[],
): Promise<void> {
  const latest = [...new Map(notes.map((note) => [note.contact, note])).values()].sort((a, b) =>
    a.contact < b.contact ? -1 : 1,
  );
  if (latest.length === 0) return;
  await tx.run(sql`
    update contacts c set last_inbound_at = greatest(c.last_inbound_at, n.at), push_name = coalesce(n.push_name, c.push_name)
    from unnest(${latest.map((note) => note.contact)}::uuid[], ${latest.map((note) => note.at)}::timestamptz[], ${latest.map((note) => note.pushName)}::text[]) as n (id, at, push_name)
    where c.workspace_id = ${workspace} and c.id = n.id`);
}
