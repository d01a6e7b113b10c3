import { randomBytes } from 'node:crypto';
import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** How long the old secret still signs after a rotation, in hours. */
const overlapHours = 24;

type Endpoint = { workspace: Id<'workspace'>; endpoint: Id<'endpoint'> };

/** Makes an endpoint's next signing secret and returns its text, which is not shown again. */
export async function addSecret(
  tx: Tx,
  secrets: Secrets,
  { workspace, endpoint }: Endpoint,
  now: Date,
): Promise<string> {
  const key = randomBytes(32);
  const { id } = await tx.one(sql<{ id: number }>`
    select coalesce(max(id), 0) + 1 as id from webhook_secrets
    where workspace_id = ${workspace} and endpoint_id = ${endpoint}`);
  const sealed = await secrets.seal(tx, workspace, `webhook_secret:${endpoint}.${id}`, key);
  await tx.run(sql`
    insert into webhook_secrets (workspace_id, endpoint_id, id, sealed, created_at)
    values (${workspace}, ${endpoint}, ${id}, ${sealed}, ${now})`);
  return showSecret(key);
}

/** Lets the newest secret sign until the overlap ends and forgets the ones before it: never more than two are live. */
export async function retireSecrets(tx: Tx, { workspace, endpoint }: Endpoint, now: Date): Promise<void> {
  await tx.run(sql`
    delete from webhook_secrets
    where workspace_id = ${workspace} and endpoint_id = ${endpoint} and expires_at is not null`);
  await tx.run(sql`
    update webhook_secrets set expires_at = ${new Date(now.getTime() + overlapHours * 3_600_000)}
    where workspace_id = ${workspace} and endpoint_id = ${endpoint}`);
}

/** The keys that sign now, newest first, of several endpoints at once. */
export async function liveKeys(
  tx: Tx,
  secrets: Secrets,
  endpoints: Endpoint[],
  now: Date,
): Promise<Map<string, Buffer[]>> {
  const rows = await tx.many(sql<{ workspace: Id<'workspace'>; endpoint: string; id: number; sealed: Buffer }>`
    select s.workspace_id as workspace, s.endpoint_id as endpoint, s.id, s.sealed
    from unnest(${endpoints.map((one) => one.workspace)}::uuid[], ${endpoints.map((one) => one.endpoint)}::uuid[])
      as asked (workspace_id, endpoint_id)
    join webhook_secrets s using (workspace_id, endpoint_id)
    where s.expires_at is null or s.expires_at > ${now}
    order by s.id desc`);
  const keys = new Map<string, Buffer[]>();
  for (const { workspace, endpoint, id, sealed } of rows) {
    const key = await secrets.unseal(tx, workspace, `webhook_secret:${endpoint}.${id}`, sealed);
    keys.set(endpoint, [...(keys.get(endpoint) ?? []), key]);
  }
  return keys;
}

function showSecret(key: Buffer): string {
  return `whsec_${key.toString('base64')}`;
}
