import type { Entry, Writer } from './write.ts';

/**
 * The one hot statement. `held` locks the session rows whose epoch is still the writer's, so that an opening by another
 * worker either waits for this commit or makes the writer lose; everything else joins it. Returns who was held.
 *
 * `offset 0` keeps what names a row together: taken apart, the planner looks up a session's rows by the session alone, as
 * long as its statistics know no better, and every acknowledgement reads all that was sent in two weeks.
 */
export const commitSql = `
with mine as (
  select * from unnest($1::uuid[], $2::uuid[], $3::bigint[]) with ordinality as m (w, s, epoch, i)
), held as (
  select mine.i, t.workspace_id as w, t.session_id as s
  from wa_sessions t join mine on t.workspace_id = mine.w and t.session_id = mine.s
  where t.epoch = mine.epoch
  order by t.workspace_id, t.session_id
  for share of t
), put as (
  insert into wa_keys (workspace_id, session_id, type, id, value)
  select w, s, k.type, k.id, k.value
  from unnest($4::bigint[], $5::text[], $6::text[], $7::bytea[]) as k (i, type, id, value) join held using (i)
  on conflict (workspace_id, session_id, type, id) do update set value = excluded.value
), gone as (
  delete from wa_keys t using (
    select w, s, k.type, k.id from unnest($8::bigint[], $9::text[], $10::text[]) as k (i, type, id) join held using (i) offset 0
  ) x
  where t.workspace_id = x.w and t.session_id = x.s and t.type = x.type and t.id = x.id
), journaled as (
  insert into wa_journal (workspace_id, session_id, n, entry)
  select w, s, j.n, j.entry from unnest($11::bigint[], $12::bigint[], $13::bytea[]) as j (i, n, entry) join held using (i)
), taken as (
  delete from wa_journal t using (
    select w, s, j.n from unnest($14::bigint[], $15::bigint[]) as j (i, n) join held using (i) offset 0
  ) x
  where t.workspace_id = x.w and t.session_id = x.s and t.n <= x.n
), noticed as (
  insert into wa_seen (workspace_id, session_id, hash, plain)
  select w, s, x.hash, x.plain from unnest($16::bigint[], $17::bytea[], $18::bytea[]) as x (i, hash, plain) join held using (i)
  on conflict do nothing
), handed as (
  insert into wa_sent (workspace_id, session_id, wire_id, content)
  select w, s, x.wire_id, x.content from unnest($19::bigint[], $20::text[], $21::bytea[]) as x (i, wire_id, content) join held using (i)
  on conflict do nothing
), acknowledged as (
  update wa_sent t set acked = true from (
    select w, s, k.wire_id from unnest($22::bigint[], $23::text[]) as k (i, wire_id) join held using (i) offset 0
  ) x
  where t.workspace_id = x.w and t.session_id = x.s and t.wire_id = x.wire_id
), credentials as (
  update wa_sessions t set creds = x.creds
  from unnest($24::bigint[], $25::bytea[]) as x (i, creds) join held using (i)
  where t.workspace_id = w and t.session_id = s
)
select i from held`;

type Columns = {
  writers: Writer[];
  put: { i: number[]; type: string[]; id: string[]; value: Buffer[] };
  gone: { i: number[]; type: string[]; id: string[] };
  journal: { i: number[]; n: number[]; entry: Buffer[] };
  took: { i: number[]; n: number[] };
  seen: { i: number[]; hash: Buffer[]; plain: (Buffer | null)[] };
  sent: { i: number[]; wireId: string[]; content: Buffer[] };
  acked: { i: number[]; wireId: string[] };
  creds: { i: number[]; creds: Buffer[] };
};

/** Lays the writes of a batch into columns; of several writes of one key the last holds, because a statement may touch a row once. */
export function collect(batch: Entry[]): Columns {
  const writers = [...new Set(batch.map((item) => item.writer))];
  const columns: Columns = {
    writers,
    put: { i: [], type: [], id: [], value: [] },
    gone: { i: [], type: [], id: [] },
    journal: { i: [], n: [], entry: [] },
    took: { i: [], n: [] },
    seen: { i: [], hash: [], plain: [] },
    sent: { i: [], wireId: [], content: [] },
    acked: { i: [], wireId: [] },
    creds: { i: [], creds: [] },
  };
  writers.forEach((writer, at) => {
    layOut(
      columns,
      at + 1,
      batch.filter((item) => item.writer === writer),
    );
  });
  return columns;
}

function layOut(columns: Columns, i: number, items: Entry[]): void {
  const keys = new Map<string, { type: string; id: string; value: Buffer | null }>();
  const acked = new Set<string>();
  let took: number | undefined;
  let creds: Buffer | undefined;
  for (const { write } of items) {
    for (const key of write.keys ?? []) keys.set(`${key.type}/${key.id}`, key);
    for (const row of write.journal ?? []) push(columns.journal, { i, n: row.n, entry: row.entry });
    for (const row of write.seen ?? []) push(columns.seen, { i, hash: row.hash, plain: row.plain });
    for (const row of write.sent ?? []) push(columns.sent, { i, wireId: row.wireId, content: row.content });
    for (const wireId of write.acked ?? []) acked.add(wireId);
    if (write.took !== undefined) took = Math.max(took ?? 0, write.took);
    creds = write.creds ?? creds;
  }
  for (const { type, id, value } of keys.values()) {
    if (value) push(columns.put, { i, type, id, value });
    else push(columns.gone, { i, type, id });
  }
  for (const wireId of acked) push(columns.acked, { i, wireId });
  if (took !== undefined) push(columns.took, { i, n: took });
  if (creds) push(columns.creds, { i, creds });
}

function push<Row extends Record<string, unknown>>(columns: { [Name in keyof Row]: Row[Name][] }, row: Row): void {
  for (const name in row) columns[name].push(row[name]);
}

export function parameters(c: Columns): unknown[] {
  return [
    c.writers.map((writer) => writer.workspace),
    c.writers.map((writer) => writer.session),
    c.writers.map((writer) => writer.epoch),
    c.put.i,
    c.put.type,
    c.put.id,
    c.put.value,
    c.gone.i,
    c.gone.type,
    c.gone.id,
    c.journal.i,
    c.journal.n,
    c.journal.entry,
    c.took.i,
    c.took.n,
    c.seen.i,
    c.seen.hash,
    c.seen.plain,
    c.sent.i,
    c.sent.wireId,
    c.sent.content,
    c.acked.i,
    c.acked.wireId,
    c.creds.i,
    c.creds.creds,
  ];
}
