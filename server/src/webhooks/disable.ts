import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { appendEvents } from '../events/events.ts';
import type { DisabledReason } from './endpoint.ts';

/** Switches an endpoint off, cancels what waits for it, and tells it as an event. Does nothing to one that is off already. */
export async function disableEndpoint(
  tx: Tx,
  { workspace, endpoint, reason }: { workspace: Id<'workspace'>; endpoint: Id<'endpoint'>; reason: DisabledReason },
  now: Date,
): Promise<void> {
  const changed = await tx.maybe(sql<{ url: string }>`
    update webhook_endpoints set state = 'disabled', disabled_reason = ${reason}
    where workspace_id = ${workspace} and id = ${endpoint} and state = 'enabled' and deleted_at is null returning url`);
  if (!changed) return;
  await cancelWaiting(tx, { workspace, endpoint }, now);
  const data = { endpoint: showId('endpoint', endpoint), url: changed.url, reason };
  await appendEvents(tx, [{ workspace, type: 'endpoint.disabled', subject: endpoint, at: now, data }]);
}

/** Ends every delivery that still waits for an endpoint; `recover` can queue them again. */
export async function cancelWaiting(
  tx: Tx,
  { workspace, endpoint }: { workspace: Id<'workspace'>; endpoint: Id<'endpoint'> },
  now: Date,
): Promise<void> {
  await tx.run(sql`
    update deliveries set state = 'canceled', ended_at = ${now}
    where workspace_id = ${workspace} and endpoint_id = ${endpoint} and state in ('waiting', 'sending')`);
}
