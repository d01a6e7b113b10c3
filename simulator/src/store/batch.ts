import type { Client } from 'pg';
import { columnsOf, countersTable, deleteSql, type Table, upsertSql, type Value } from './tables.ts';

/** One use of a message key by a sender: which chain, which counter, and what was encrypted with it (as a digest). */
export type Sighting = {
  world: string;
  chain: Buffer;
  counter: number;
  digest: Buffer;
  at: number;
  /** Called after the commit when the same key had already been used for another ciphertext. */
  onReuse(): void;
};
/** What a row becomes; `null` when it goes. Values are asked for at the commit, so a row that never gets there costs nothing. */
type Change = { key: readonly Value[]; rest: (() => readonly Value[]) | null; fresh: boolean };

/** Changes that commit together, with what may happen only afterwards. */
export type Batch = {
  changes: Map<Table, Map<string, Change>>;
  sightings: Sighting[];
  effects: Array<() => void>;
};

export const emptyBatch = (): Batch => ({ changes: new Map(), sightings: [], effects: [] });

export type RowOptions = {
  /** True when nobody can have written this row before. */
  fresh: boolean;
};

export function putRow(
  batch: Batch,
  table: Table,
  change: { key: readonly Value[]; rest(): readonly Value[] } & RowOptions,
) {
  const rows = rowsOf(batch, table);
  const text = keyText(change.key);
  rows.set(text, { key: change.key, rest: change.rest, fresh: change.fresh || rows.get(text)?.fresh === true });
}

export function removeRow(batch: Batch, table: Table, key: readonly Value[]) {
  const rows = rowsOf(batch, table);
  const text = keyText(key);
  // A row that was born in this very batch never existed for anybody else.
  if (rows.get(text)?.fresh) rows.delete(text);
  else rows.set(text, { key, rest: null, fresh: false });
}

/**
 * Writes the batch as one statement, hence in one transaction and one round trip, and returns the sightings that
 * reused a key. May be repeated after an error.
 */
export async function commitBatch(client: Client, batch: Batch): Promise<Sighting[]> {
  const parts: string[] = [];
  const values: Value[][] = [];
  for (const [table, rows] of batch.changes) {
    const kept: Value[][] = [];
    const gone: Array<readonly Value[]> = [];
    for (const { key, rest } of rows.values()) {
      if (rest) kept.push([...key, ...rest()]);
      else gone.push(key);
    }
    if (kept.length > 0) {
      parts.push(`put_${table.name} as (${upsertSql(table, values.length + 1)})`);
      values.push(...columnsOf(kept, table.key.length + table.rest.length));
    }
    if (gone.length > 0) {
      parts.push(`remove_${table.name} as (${deleteSql(table, values.length + 1)})`);
      values.push(...columnsOf(gone, table.key.length));
    }
  }
  const { sightings } = batch;
  if (sightings.length > 0) {
    parts.push(sightSql(values.length + 1));
    values.push(...columnsOf(sightings.map(sightingRow), sightingWidth));
  }
  if (parts.length === 0) return [];
  const text = `with ${parts.join(', ')} ${sightings.length > 0 ? reuseSql : 'select 1 where false'}`;
  const result = await client.query<{ place: number }>({ name: statementName(text), text, values });
  return result.rows.flatMap(({ place }) => sightings[place] ?? []);
}

const sightingWidth = countersTable.key.length + countersTable.rest.length + 1;
const sightingRow = (sighting: Sighting, place: number): Value[] => [
  sighting.world,
  sighting.chain,
  sighting.counter,
  sighting.digest,
  sighting.at,
  place,
];

/** Remembers which message keys were used; the first use of a key is the one that counts. */
function sightSql(first: number): string {
  const types = ['text', 'bytea', 'bigint', 'bytea', 'bigint', 'integer'];
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `seen as (select * from unnest(${arrays}) as s(world, chain, counter, digest, at, place)),
    first_seen as (select distinct on (world, chain, counter) * from seen order by world, chain, counter, place),
    remembered as (
      insert into simulator.counters (world, chain, counter, digest, at)
      select world, chain, counter, digest, at from first_seen
      on conflict (world, chain, counter) do nothing)`;
}

/** Which sightings contradict an earlier one, in the table or in the same batch. */
const reuseSql = `select seen.place from seen
  join first_seen using (world, chain, counter)
  left join simulator.counters known using (world, chain, counter)
  where coalesce(known.digest, first_seen.digest) <> seen.digest`;

const names = new Map<string, string>();

/** The same combination of tables is the same prepared statement. */
function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `batch_${names.size}`;
    names.set(text, name);
  }
  return name;
}

function rowsOf(batch: Batch, table: Table): Map<string, Change> {
  let rows = batch.changes.get(table);
  if (!rows) {
    rows = new Map();
    batch.changes.set(table, rows);
  }
  return rows;
}

function keyText(key: readonly Value[]): string {
  return key.join('\u0000');
}
