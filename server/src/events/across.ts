import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** An event without its body: where it stands, and what it is about. */
export type EventMark = {
  workspace: Id<'workspace'>;
  id: Id<'event'>;
  type: string;
  at: Date;
  n: string;
  subject: string | null;
};

/** What else there is: nothing, another page at once, or events that an open transaction still hides. */
export type Rest = 'none' | 'more' | 'hidden';

/**
 * The next events of all workspaces for a reader inside the house, and moves the reader past them in the same transaction:
 * whoever rolls back reads them again. Two readers of one name take turns. System transaction.
 */
export async function readAcross(tx: Tx, reader: string, limit: number): Promise<{ events: EventMark[]; rest: Rest }> {
  const from = await lockPosition(tx, reader);
  // After the lock, so that the position and the edge are of one moment.
  const horizon = await readHorizon(tx);
  const rows = await tx.many(sql<Omit<EventMark, 'workspace'> & { workspace: string; xact: string }>`
    select workspace_id as workspace, id, type, at, n::text, xact::text, subject_id as subject from events e
    where (xact, n) > (${from.xact}::xid8, ${from.n}::bigint) and xact < ${horizon}::xid8
    order by e.xact, e.n limit ${limit}`);
  const last = rows.at(-1);
  if (last) await movePosition(tx, reader, last);
  const events = rows.map(({ workspace, id, type, at, n, subject }) => {
    return { workspace: brand<'workspace'>(workspace), id: brand<'event'>(id), type, at, n, subject };
  });
  if (rows.length === limit) return { events, rest: 'more' };
  return { events, rest: (await isHiding(tx, horizon)) ? 'hidden' : 'none' };
}

/**
 * The next events of one type in one workspace for a reader inside the house, with their bodies; moves the reader past them as
 * `readAcross` does. `since` spares old partitions and must lie before everything the reader waits for. System transaction.
 */
export async function readWithin(
  tx: Tx,
  reader: string,
  { workspace, type, since, limit }: { workspace: Id<'workspace'>; type: string; since: Date; limit: number },
): Promise<{ bodies: string[]; rest: 'none' | 'more' }> {
  const from = await lockPosition(tx, reader);
  const horizon = await readHorizon(tx);
  const rows = await tx.many(sql<{ body: string; n: string; xact: string }>`
    select body, n::text, xact::text from events e
    where workspace_id = ${workspace} and (xact, n) > (${from.xact}::xid8, ${from.n}::bigint) and xact < ${horizon}::xid8
      and type = ${type} and at >= ${since}
    order by e.xact, e.n limit ${limit}`);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  await movePosition(tx, reader, last ?? { xact: horizon, n: '0' });
  return { bodies: rows.map(({ body }) => body), rest: last ? 'more' : 'none' };
}

/** For how long the oldest event a reader may read and has not read has waited, in milliseconds; 0 when it read all. System transaction. */
export async function readerLateMs(tx: Tx, reader: string, now: Date): Promise<number> {
  const row = await tx.maybe(sql<{ at: Date }>`
    select e.at from events e
    where (e.xact, e.n) > (
        coalesce((select r.xact from event_readers r where r.name = ${reader}), '0'::xid8),
        coalesce((select r.n from event_readers r where r.name = ${reader}), -1))
      and e.xact < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xact, e.n limit 1`);
  return row ? Math.max(0, now.getTime() - row.at.getTime()) : 0;
}

/** Moves a reader past everything that has happened, where `isIdle` finds that it waits for nothing. System transaction. */
export async function skipToNow(tx: Tx, reader: string, isIdle: () => Promise<boolean>): Promise<void> {
  // The lock comes first: what another transaction waits for since is seen by `isIdle`.
  await lockPosition(tx, reader);
  if (await isIdle()) await movePosition(tx, reader, { xact: await readHorizon(tx), n: '0' });
}

/** The bodies of events by their `n`; events that are no longer kept are missing. System transaction. */
export async function bodiesOf(
  tx: Tx,
  marks: Pick<EventMark, 'workspace' | 'at' | 'n'>[],
): Promise<Map<string, string>> {
  if (marks.length === 0) return new Map();
  const rows = await tx.many(sql<{ n: string; body: string }>`
    select e.n::text, e.body from unnest(
      ${marks.map((mark) => mark.workspace)}::uuid[], ${marks.map((mark) => mark.at)}::timestamptz[],
      ${marks.map((mark) => mark.n)}::bigint[]) as mark (workspace_id, at, n)
    join events e using (workspace_id, at, n)`);
  return new Map(rows.map((row) => [row.n, row.body]));
}

/**
 * Events of one workspace since a time, oldest first, for whoever must catch up; `next` continues, and is missing at the end.
 */
export async function eventsSince(
  tx: Tx,
  {
    workspace,
    since,
    after,
    limit,
  }: { workspace: Id<'workspace'>; since: Date; after?: EventMark | undefined; limit: number },
): Promise<{ events: EventMark[]; next?: EventMark }> {
  const rows = await tx.many(sql<Omit<EventMark, 'workspace'>>`
    select id, type, at, n::text, subject_id as subject from events e
    where workspace_id = ${workspace} and (at, e.n) > (${after?.at ?? since}, ${after?.n ?? '-1'}::bigint)
    order by at, e.n limit ${limit}`);
  const events = rows.map((row) => ({ ...row, workspace }));
  const last = events.at(-1);
  return last && events.length === limit ? { events, next: last } : { events };
}

async function lockPosition(tx: Tx, reader: string): Promise<{ xact: string; n: string }> {
  const locked = await position(tx, reader);
  if (locked) return locked;
  await tx.run(sql`insert into event_readers (name, xact, n) values (${reader}, '0', 0) on conflict do nothing`);
  return (await position(tx, reader)) ?? { xact: '0', n: '0' };
}

function position(tx: Tx, reader: string): Promise<{ xact: string; n: string } | undefined> {
  return tx.maybe(sql<{ xact: string; n: string }>`
    select xact::text, n::text from event_readers where name = ${reader} for update`);
}

// A reader never goes back: where it has gone further, the horizon of this moment may lie behind it.
async function movePosition(tx: Tx, reader: string, to: { xact: string; n: string }): Promise<void> {
  await tx.run(sql`
    update event_readers set xact = ${to.xact}::xid8, n = ${to.n}::bigint
    where name = ${reader} and (xact, n) < (${to.xact}::xid8, ${to.n}::bigint)`);
}

/** The oldest transaction that is still open: everything before it is settled for good. */
async function readHorizon(tx: Tx): Promise<string> {
  const { horizon } = await tx.one(sql<{ horizon: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`);
  return horizon;
}

async function isHiding(tx: Tx, horizon: string): Promise<boolean> {
  const { hiding } = await tx.one(sql<{ hiding: boolean }>`
    select exists (select from events where xact >= ${horizon}::xid8) as hiding`);
  return hiding;
}
