import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { appendEvents } from '../events/events.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Identity } from './identity.ts';
import { findByIdentities, identitiesOf, identityText } from './identity.ts';

/** Who closed a conversation. Only the person opens it again, by START; what the platform closed stays closed. */
export type SuppressionSource = 'person' | 'staff' | 'platform' | 'import';

/** Since when a contact must not be written to, as an expression for other rooms' statements; null when it may be. */
export function suppressedSince(workspaceColumn: string, contactColumn: string) {
  return sql`(select min(s.created_at) from suppressions s
    where s.workspace_id = ${sql.ref(workspaceColumn)} and s.contact_id = ${sql.ref(contactColumn)} and s.lifted_at is null)`;
}

type Closing = {
  workspace: Id<'workspace'>;
  contact: Id<'contact'>;
  source: SuppressionSource;
  reason: string;
  at: Date;
  actor: string;
};

/** The keyed hash under which a wish is kept, so that it outlives the contact it came from. */
function identityHash(secrets: Secrets, workspace: Id<'workspace'>, identity: Identity): Buffer {
  return secrets.hash('suppression', `${workspace}:${identityText(identity)}`);
}

/**
 * Stops all purposes for every name of a person, in the whole workspace. Twice is the same as once.
 * Returns whether anything changed; if so `contact.opted_out` is told and the ledger has a line.
 */
export async function suppressContact(tx: Tx, secrets: Secrets, closing: Closing): Promise<boolean> {
  const { workspace, contact, source, reason, at, actor } = closing;
  const hashes = (await identitiesOf(tx, workspace, contact)).map((identity) =>
    identityHash(secrets, workspace, identity),
  );
  const added = await tx.run(sql`
    insert into suppressions (workspace_id, id, identity_hash, reason, source, contact_id, created_at)
    select ${workspace}, id, hash, ${reason}, ${source}, ${contact}, ${at}
    from unnest(${hashes.map(() => newId('suppression', at))}::uuid[], ${hashes}::bytea[]) as wish (id, hash)
    on conflict (workspace_id, identity_hash, scope) where lifted_at is null do update set contact_id = excluded.contact_id
      where suppressions.contact_id is distinct from excluded.contact_id`);
  if (added === 0) return false;
  await recordConsent(tx, { workspace, contact, hashes, state: 'withdrawn', source: reason, actor, at });
  await appendEvents(tx, [
    {
      workspace,
      type: 'contact.opted_out',
      subject: contact,
      at,
      data: { contact: showId('contact', contact), reason, source },
    },
  ]);
  return true;
}

/**
 * The same for a phone, whoever it belongs to. Where the workspace has no such contact only the hash is kept and nothing is
 * told: it learns nothing of somebody it never wrote to, and still cannot write to them later. Twice is the same as once.
 */
export async function suppressPhone(
  tx: Tx,
  secrets: Secrets,
  { phone, ...closing }: Omit<Closing, 'contact'> & { phone: Phone },
): Promise<void> {
  const { workspace, source, reason, at } = closing;
  const identity: Identity = { kind: 'phone', value: phone };
  const contact = (await findByIdentities(tx, workspace, [identity])).get(identityText(identity));
  if (contact) {
    await suppressContact(tx, secrets, { ...closing, contact });
    return;
  }
  await tx.run(sql`
    insert into suppressions (workspace_id, id, identity_hash, reason, source, created_at)
    values (${workspace}, ${newId('suppression', at)}, ${identityHash(secrets, workspace, identity)}, ${reason}, ${source}, ${at})
    on conflict (workspace_id, identity_hash, scope) where lifted_at is null do nothing`);
}

/** Opens a conversation again, by the person themselves: only they can, whoever closed it. What the platform closed stays. */
export async function reopenContact(
  tx: Tx,
  secrets: Secrets,
  { workspace, contact, at }: { workspace: Id<'workspace'>; contact: Id<'contact'>; at: Date },
): Promise<boolean> {
  const lifted = await tx.run(sql`
    update suppressions set lifted_at = ${at}, lifted_by = 'person'
    where workspace_id = ${workspace} and contact_id = ${contact} and source <> 'platform' and lifted_at is null`);
  if (lifted === 0) return false;
  const hashes = (await identitiesOf(tx, workspace, contact)).map((identity) =>
    identityHash(secrets, workspace, identity),
  );
  await recordConsent(tx, {
    workspace,
    contact,
    hashes,
    state: 'granted',
    source: 'start_keyword',
    actor: 'person',
    at,
  });
  await appendEvents(tx, [
    { workspace, type: 'contact.opted_in', subject: contact, at, data: { contact: showId('contact', contact) } },
  ]);
  return true;
}

/** Re-attaches a kept wish to a contact made anew, and spreads it to names learnt later. */
export async function inheritSuppression(
  tx: Tx,
  secrets: Secrets,
  { workspace, contact, at }: { workspace: Id<'workspace'>; contact: Id<'contact'>; at: Date },
): Promise<void> {
  const hashes = (await identitiesOf(tx, workspace, contact)).map((identity) =>
    identityHash(secrets, workspace, identity),
  );
  const wish = await tx.maybe(sql<{ reason: string; source: SuppressionSource; created_at: Date }>`
    select reason, source, created_at from suppressions
    where workspace_id = ${workspace} and lifted_at is null and (identity_hash = any(${hashes}::bytea[]) or contact_id = ${contact})
    order by created_at limit 1`);
  if (!wish) return;
  await tx.run(sql`
    insert into suppressions (workspace_id, id, identity_hash, reason, source, contact_id, created_at)
    select ${workspace}, id, hash, ${wish.reason}, ${wish.source}, ${contact}, ${wish.created_at}
    from unnest(${hashes.map(() => newId('suppression', at))}::uuid[], ${hashes}::bytea[]) as kept (id, hash)
    on conflict (workspace_id, identity_hash, scope) where lifted_at is null do update set contact_id = excluded.contact_id`);
}

type Line = {
  workspace: Id<'workspace'>;
  contact: Id<'contact'>;
  hashes: Buffer[];
  state: 'granted' | 'withdrawn';
  source: string;
  actor: string;
  at: Date;
};

async function recordConsent(tx: Tx, { workspace, contact, hashes, state, source, actor, at }: Line): Promise<void> {
  await tx.run(sql`
    insert into consents (workspace_id, id, contact_id, identity_hash, purpose, state, source, actor, at)
    select ${workspace}, id, ${contact}, hash, 'all', ${state}, ${source}, ${actor}, ${at}
    from unnest(${hashes.map(() => newId('consent', at))}::uuid[], ${hashes}::bytea[]) as line (id, hash)`);
}
