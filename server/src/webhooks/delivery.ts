import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import { sql } from '../db/db.ts';

export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'exhausted' | 'canceled';

/** Seconds to wait before each try: ten tries within 75 h 35 min, as Standard Webhooks advises. */
const scheduleSeconds = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** How long to wait after `tries` failed tries, in ms, with up to 10 % more or less; `undefined` when it is over. `chance`: 0 to 1. */
export function retryDelayMs(tries: number, chance: number): number | undefined {
  const seconds = scheduleSeconds[tries];
  return seconds === undefined ? undefined : Math.round(seconds * 1000 * (0.9 + 0.2 * chance));
}

export type DeliveryRow = {
  id: Id<'delivery'>;
  endpoint_id: string;
  event_id: string;
  event_type: string;
  state: DeliveryState;
  attempts: number;
  next_at: Date;
  last_status: number | null;
  created_at: Date;
  ended_at: Date | null;
};

/** A delivery as the API shows it. `next_at` is null when no further try is planned. */
export type DeliveryObject = {
  id: string;
  endpoint: string;
  event: string;
  event_type: string;
  state: DeliveryState;
  attempts: number;
  next_at: string | null;
  last_status: number | null;
  created_at: string;
  ended_at: string | null;
};

export const deliveryColumns = sql`
  id, endpoint_id, event_id, event_type, state, attempts, next_at, last_status, created_at, ended_at`;

export function showDelivery(row: DeliveryRow): DeliveryObject {
  return {
    id: showId('delivery', row.id),
    endpoint: showId('endpoint', row.endpoint_id),
    event: showId('event', row.event_id),
    event_type: row.event_type,
    state: row.state,
    attempts: row.attempts,
    next_at: row.state === 'waiting' ? row.next_at.toISOString() : null,
    last_status: row.last_status,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

export type AttemptRow = {
  id: Id<'attempt'>;
  delivery_id: string;
  number: number;
  at: Date;
  duration_ms: number;
  status: number | null;
  error: string | null;
  response: string | null;
};

/** One HTTP try as the API shows it. `response` is the first kilobyte, written by a stranger. */
export type AttemptObject = {
  id: string;
  delivery: string;
  number: number;
  at: string;
  duration_ms: number;
  status: number | null;
  error: string | null;
  response: string | null;
};

export const attemptColumns = sql`id, delivery_id, number, at, duration_ms, status, error, response`;

export function showAttempt(row: AttemptRow): AttemptObject {
  return {
    id: showId('attempt', row.id),
    delivery: showId('delivery', row.delivery_id),
    number: row.number,
    at: row.at.toISOString(),
    duration_ms: row.duration_ms,
    status: row.status,
    error: row.error,
    response: row.response,
  };
}
