import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { type EventType, readEventTypes } from '../events/events.ts';

export type EndpointState = 'enabled' | 'disabled';

/** Why an endpoint is off: by its owner, because it answered 410, or because it failed for days. */
export type DisabledReason = 'by_owner' | 'gone' | 'failing';

export type EndpointRow = {
  id: Id<'endpoint'>;
  workspace_kind: 'live' | 'sandbox';
  url: string;
  events: string[];
  dialect: 'native' | 'meta';
  description: string | null;
  state: EndpointState;
  disabled_reason: DisabledReason | null;
  failing_since: Date | null;
  created_at: Date;
};

/** An endpoint as the API shows it. */
export type EndpointObject = {
  id: string;
  url: string;
  events: string[];
  dialect: 'native' | 'meta';
  description: string | null;
  state: EndpointState;
  disabled_reason: DisabledReason | null;
  failing_since: string | null;
  created_at: string;
};

export const endpointColumns = sql`
  id, workspace_kind, url, events, dialect, description, state, disabled_reason, failing_since, created_at`;

export function showEndpoint(row: EndpointRow): EndpointObject {
  return {
    id: showId('endpoint', row.id),
    url: row.url,
    events: row.events,
    dialect: row.dialect,
    description: row.description,
    state: row.state,
    disabled_reason: row.disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** An endpoint of the workspace; throws `not_found` for everybody else's and for deleted ones. */
export async function findEndpoint(
  tx: Tx,
  workspace: Id<'workspace'>,
  id: Id<'endpoint'>,
  lock: 'lock' | 'read' = 'read',
): Promise<EndpointRow> {
  const row = await tx.maybe(sql<EndpointRow>`
    select ${endpointColumns} from webhook_endpoints
    where workspace_id = ${workspace} and id = ${id} and deleted_at is null ${lock === 'lock' ? sql`for update` : sql``}`);
  if (!row) throw new Problem('not_found', { detail: 'There is no such thing here.' });
  return row;
}

/** Reads an event filter: `["*"]`, or names; throws `validation_failed`, with a suggestion for a misspelt name. */
export function readFilter(names: readonly string[]): string[] {
  if (names.includes('*')) return ['*'];
  if (names.length === 0) {
    throw new Problem('validation_failed', {
      detail: 'An endpoint needs at least one event.',
      errors: [{ path: 'events', message: 'Write ["*"] for all events, or their names.' }],
    });
  }
  return readEventTypes(names, 'events');
}

/** Whether an endpoint with this filter is told of an event. A test goes to the endpoint it tests and to no other. */
export function wants(
  endpoint: { id: string; events: string[] },
  event: { type: string; subject: string | null },
): boolean {
  const tested: EventType = 'endpoint.tested';
  if (event.type === tested) return event.subject === endpoint.id;
  return endpoint.events.includes('*') || endpoint.events.includes(event.type);
}
