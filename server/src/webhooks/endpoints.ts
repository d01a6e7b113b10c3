import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { appendEvents } from '../events/events.ts';
import type { Outbound, Targets } from '../outbound/outbound.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { cancelWaiting, disableEndpoint } from './disable.ts';
import type { EndpointObject, EndpointRow, EndpointState } from './endpoint.ts';
import { endpointColumns, findEndpoint, readFilter, showEndpoint } from './endpoint.ts';
import { addSecret, retireSecrets } from './secret.ts';

/** How many endpoints a workspace may have. */
export const endpointsMax = 50;

export type Deps = {
  clock: Clock;
  secrets: Secrets;
  outbound: Outbound;
  /** Where endpoints of a kind of workspace may lie; from the setting PRIVATE_TARGETS. */
  targetsOf: (kind: 'live' | 'sandbox') => Targets;
};

/** Whose endpoint it is. The kind decides where the URL may lead. */
export type Owner = { id: Id<'workspace'>; kind: 'live' | 'sandbox' };

export type NewEndpoint = {
  url: string;
  events: readonly string[];
  dialect?: 'native' | 'meta' | undefined;
  description?: string | null | undefined;
};

export type EndpointChange = {
  url?: string | undefined;
  events?: readonly string[] | undefined;
  description?: string | null | undefined;
  state?: EndpointState | undefined;
};

export async function createEndpoint(
  tx: Tx,
  deps: Deps,
  workspace: Owner,
  input: NewEndpoint,
): Promise<EndpointObject & { secret: string }> {
  if (input.dialect === 'meta') {
    throw new Problem('not_available', { detail: 'Webhooks in the Meta dialect are not built in this version.' });
  }
  const events = readFilter(input.events);
  await refuseTooMany(tx, workspace.id);
  await deps.outbound.checkUrl(input.url, { targets: deps.targetsOf(workspace.kind) });
  const now = deps.clock.now();
  const row = await tx.one(sql<EndpointRow>`
    insert into webhook_endpoints (workspace_id, id, workspace_kind, url, events, description, created_at)
    values (${workspace.id}, ${newId('endpoint', now)}, ${workspace.kind}, ${input.url}, ${events}::text[],
      ${input.description ?? null}, ${now})
    returning ${endpointColumns}`);
  const secret = await addSecret(tx, deps.secrets, { workspace: workspace.id, endpoint: row.id }, now);
  return { ...showEndpoint(row), secret };
}

export async function listEndpoints(
  tx: Tx,
  workspace: Id<'workspace'>,
  { limit, after }: PageRequest,
): Promise<Page<EndpointObject>> {
  const rows = await tx.many(sql<EndpointRow>`
    select ${endpointColumns} from webhook_endpoints
    where workspace_id = ${workspace} and deleted_at is null and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    order by id desc limit ${limit + 1}`);
  return cutPage(rows, limit, showEndpoint);
}

export async function getEndpoint(tx: Tx, workspace: Id<'workspace'>, id: Id<'endpoint'>): Promise<EndpointObject> {
  return showEndpoint(await findEndpoint(tx, workspace, id));
}

export async function updateEndpoint(
  tx: Tx,
  deps: Deps,
  { workspace, id }: { workspace: Owner; id: Id<'endpoint'> },
  change: EndpointChange,
): Promise<EndpointObject> {
  const now = deps.clock.now();
  const before = await findEndpoint(tx, workspace.id, id, 'lock');
  const events = change.events === undefined ? before.events : readFilter(change.events);
  const url = change.url ?? before.url;
  // The rule may have become stricter since; a new start is judged by today's.
  if (url !== before.url || change.state === 'enabled') {
    await deps.outbound.checkUrl(url, { targets: deps.targetsOf(workspace.kind) });
  }
  if (change.state === 'disabled') {
    await disableEndpoint(tx, { workspace: workspace.id, endpoint: id, reason: 'by_owner' }, now);
  }
  const isOn = (change.state ?? before.state) === 'enabled';
  const row = await tx.one(sql<EndpointRow>`
    update webhook_endpoints set url = ${url}, events = ${events}::text[],
      description = ${change.description === undefined ? before.description : change.description},
      state = ${isOn ? 'enabled' : 'disabled'}, disabled_reason = case when ${isOn} then null else disabled_reason end,
      failing_since = case when ${isOn && before.state === 'disabled'} then null else failing_since end
    where workspace_id = ${workspace.id} and id = ${id}
    returning ${endpointColumns}`);
  return showEndpoint(row);
}

export async function deleteEndpoint(tx: Tx, workspace: Id<'workspace'>, id: Id<'endpoint'>, now: Date): Promise<void> {
  await findEndpoint(tx, workspace, id, 'lock');
  await tx.run(sql`
    update webhook_endpoints set deleted_at = ${now} where workspace_id = ${workspace} and id = ${id}`);
  await tx.run(sql`delete from webhook_secrets where workspace_id = ${workspace} and endpoint_id = ${id}`);
  await cancelWaiting(tx, { workspace, endpoint: id }, now);
}

export async function rotateSecret(
  tx: Tx,
  deps: Deps,
  workspace: Id<'workspace'>,
  id: Id<'endpoint'>,
): Promise<EndpointObject & { secret: string }> {
  const now = deps.clock.now();
  const row = await findEndpoint(tx, workspace, id, 'lock');
  await retireSecrets(tx, { workspace, endpoint: id }, now);
  return { ...showEndpoint(row), secret: await addSecret(tx, deps.secrets, { workspace, endpoint: id }, now) };
}

export async function sendTest(
  tx: Tx,
  workspace: Id<'workspace'>,
  id: Id<'endpoint'>,
  now: Date,
): Promise<{ event: string }> {
  const row = await findEndpoint(tx, workspace, id);
  if (row.state === 'disabled') {
    throw new Problem('conflict', { detail: 'The endpoint is disabled; enable it before you test it.' });
  }
  const data = { endpoint: showId('endpoint', id), note: 'You asked for this test. Nothing else happened.' };
  const [event] = await appendEvents(tx, [{ workspace, type: 'endpoint.tested', subject: id, at: now, data }]);
  if (!event) throw new Error('the test was not written');
  return { event: showId('event', event) };
}

async function refuseTooMany(tx: Tx, workspace: Id<'workspace'>): Promise<void> {
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*)::int as count from webhook_endpoints where workspace_id = ${workspace} and deleted_at is null`);
  if (count < endpointsMax) return;
  throw new Problem('conflict', {
    detail: `A workspace has at most ${endpointsMax} webhook endpoints; delete one that is not used.`,
    params: { max: endpointsMax },
  });
}
