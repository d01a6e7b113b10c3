import type { Id } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { keptDays } from '../events/events.ts';
import type { DeliveryFilter } from './deliveries.ts';
import { listAttempts, listDeliveries, recoverEndpoint, replayDelivery } from './deliveries.ts';
import type { AttemptObject, DeliveryObject } from './delivery.ts';
import { createDispatcher, type DispatcherOptions as WebhooksOptions } from './dispatcher.ts';
import type { EndpointObject } from './endpoint.ts';
import type { EndpointChange, NewEndpoint, Owner } from './endpoints.ts';
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  listEndpoints,
  rotateSecret,
  sendTest,
  updateEndpoint,
} from './endpoints.ts';

export type { DeliveryFilter } from './deliveries.ts';
export type { AttemptObject, DeliveryObject } from './delivery.ts';
export type { DispatcherOptions as WebhooksOptions } from './dispatcher.ts';
export type { EndpointObject } from './endpoint.ts';
export type { EndpointChange, NewEndpoint } from './endpoints.ts';
export { fanOutLateMs } from './fan-out.ts';

type WorkspaceId = Id<'workspace'>;
type EndpointId = Id<'endpoint'>;

/**
 * The verbs of the API. They work in the caller's transaction (`db.workspace` of the same workspace), answer objects as the
 * API shows them, and refuse by throwing a Problem: `not_found` for anything of anybody else, `validation_failed`,
 * `private_target`, `conflict`.
 */
export type Webhooks = {
  /** `secret` is in this answer and in no later one. Asks the DNS where the URL leads, for at most 1.5 s. */
  createEndpoint(tx: Tx, workspace: Owner, input: NewEndpoint): Promise<EndpointObject & { secret: string }>;
  /** Newest first. */
  listEndpoints(tx: Tx, workspace: WorkspaceId, page: PageRequest): Promise<Page<EndpointObject>>;
  getEndpoint(tx: Tx, workspace: WorkspaceId, id: EndpointId): Promise<EndpointObject>;
  /** `state: 'disabled'` cancels what waits; `'enabled'` starts anew with what happens from then on (see `recoverEndpoint`). */
  updateEndpoint(tx: Tx, workspace: Owner, id: EndpointId, change: EndpointChange): Promise<EndpointObject>;
  deleteEndpoint(tx: Tx, workspace: WorkspaceId, id: EndpointId): Promise<void>;
  /** The old secret signs along with the new one for 24 h. */
  rotateSecret(tx: Tx, workspace: WorkspaceId, id: EndpointId): Promise<EndpointObject & { secret: string }>;
  /** Sends the event `endpoint.tested` to this endpoint alone, whatever its filter; `event` finds it in the deliveries. */
  sendTest(tx: Tx, workspace: WorkspaceId, id: EndpointId): Promise<{ event: string }>;
  /** Newest first. */
  listDeliveries(
    tx: Tx,
    workspace: WorkspaceId,
    id: EndpointId,
    page: PageRequest & DeliveryFilter,
  ): Promise<Page<DeliveryObject>>;
  /** Newest first. */
  listAttempts(tx: Tx, workspace: WorkspaceId, id: Id<'delivery'>, page: PageRequest): Promise<Page<AttemptObject>>;
  /** Sends the same bytes again, with the whole schedule. Refused with `conflict` while it is under way. */
  replayDelivery(tx: Tx, workspace: WorkspaceId, id: Id<'delivery'>): Promise<DeliveryObject>;
  /** Queues everything since a time (at most 30 days ago) that failed, was canceled or was never queued. */
  recoverEndpoint(
    tx: Tx,
    workspace: WorkspaceId,
    id: EndpointId,
    since: Date,
  ): Promise<{ endpoint: string; queued: number }>;
  /** Begins to tell endpoints what happens. */
  start(): void;
  /** Starts no more calls, waits for those under way (at most 15 s) and records them. */
  stop(): Promise<void>;
};

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { secrets, outbound, targetsOf, ctx } = options;
  const deps = { clock: ctx.clock, secrets, outbound, targetsOf };
  const now = () => ctx.clock.now();
  const dispatcher = createDispatcher(options);
  return {
    createEndpoint: (tx, workspace, input) => createEndpoint(tx, deps, workspace, input),
    listEndpoints,
    getEndpoint,
    updateEndpoint: (tx, workspace, id, change) => updateEndpoint(tx, deps, { workspace, id }, change),
    deleteEndpoint: (tx, workspace, id) => deleteEndpoint(tx, workspace, id, now()),
    rotateSecret: (tx, workspace, id) => rotateSecret(tx, deps, workspace, id),
    sendTest: (tx, workspace, id) => sendTest(tx, workspace, id, now()),
    listDeliveries: (tx, workspace, endpoint, page) => listDeliveries(tx, { workspace, endpoint }, page, page),
    listAttempts: (tx, workspace, delivery, page) => listAttempts(tx, { workspace, delivery }, page),
    replayDelivery(tx, workspace, id) {
      tx.afterCommit(dispatcher.wake);
      return replayDelivery(tx, workspace, id, now());
    },
    recoverEndpoint(tx, workspace, endpoint, since) {
      tx.afterCommit(dispatcher.wake);
      return recoverEndpoint(tx, { workspace, endpoint, since }, now());
    },
    start: dispatcher.start,
    stop: dispatcher.stop,
  };
}

/**
 * Makes the partitions of attempts for the days to come, drops those older than 30 days, and forgets deliveries whose
 * events are gone, at most 200,000 at a time; for the retention job. System transaction.
 */
export async function rollAttempts(tx: Tx): Promise<void> {
  await tx.run(sql`select roll_partitions('attempts', ${keptDays}, 7)`);
  await tx.run(sql`
    delete from deliveries where (workspace_id, id) in (
      select workspace_id, id from deliveries where created_at < now() - make_interval(days => ${keptDays + 1}) limit 200000)`);
}
