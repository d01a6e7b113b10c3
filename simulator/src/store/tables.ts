/** How a table is written: `key` columns name a row, `rest` follows a change. Rows are values in this order. */
export type Table = {
  name: string;
  key: readonly Column[];
  rest: readonly Column[];
};
export type Column = readonly [name: string, type: 'text' | 'bytea' | 'bigint' | 'integer' | 'boolean'];
export type Value = string | number | boolean | Buffer | null;

const world: Column = ['world', 'text'];
const phone: Column = ['phone', 'text'];
const device: Column = ['device', 'integer'];

export const worldsTable: Table = { name: 'worlds', key: [world], rest: [['created_at', 'bigint']] };
export const phonesTable: Table = {
  name: 'phones',
  key: [world, phone],
  rest: [
    ['lid', 'text'],
    ['name', 'text'],
    ['seed', 'bytea'],
    ['online', 'boolean'],
    ['listed', 'boolean'],
    ['next_device', 'integer'],
    ['key_index', 'integer'],
    ['blocked', 'text'],
    ['privacy', 'text'],
  ],
};
export const devicesTable: Table = {
  name: 'devices',
  key: [world, phone, device],
  rest: [
    ['noise_key', 'bytea'],
    ['identity', 'bytea'],
    ['registration_id', 'bigint'],
    ['signed_prekey_id', 'integer'],
    ['signed_prekey', 'bytea'],
    ['signed_prekey_signature', 'bytea'],
    ['key_index', 'integer'],
    ['certificate', 'bytea'],
    ['platform', 'text'],
    ['bootstrapped', 'boolean'],
    ['prekeys_taken', 'bigint'],
    ['linked_at', 'bigint'],
  ],
};
export const prekeyBatchesTable: Table = {
  name: 'prekey_batches',
  key: [world, phone, device, ['first', 'bigint']],
  rest: [['keys', 'bytea']],
};
export const sessionsTable: Table = {
  name: 'sessions',
  key: [world, phone, ['peer', 'text']],
  rest: [['record', 'bytea']],
};
export const waitingTable: Table = {
  name: 'waiting',
  key: [world, phone, device, ['seq', 'bigint']],
  rest: [
    ['due', 'bigint'],
    ['stanza', 'bytea'],
  ],
};
export const messagesTable: Table = {
  name: 'messages',
  key: [world, phone, ['chat', 'text'], ['direction', 'text'], ['id', 'text']],
  rest: [
    ['seq', 'bigint'],
    ['changed', 'bigint'],
    ['at', 'bigint'],
    ['type', 'text'],
    ['body', 'text'],
    ['status', 'text'],
    ['frames', 'integer'],
    ['content', 'bytea'],
  ],
};
export const undecryptableTable: Table = {
  name: 'undecryptable',
  key: [world, phone, ['sender', 'text'], ['id', 'text']],
  rest: [['count', 'integer']],
};
export const doneOnceTable: Table = { name: 'done_once', key: [world, phone, ['peer', 'text']], rest: [] };
export const timersTable: Table = {
  name: 'timers',
  key: [world, ['id', 'bigint']],
  rest: [
    ['due', 'bigint'],
    ['task', 'text'],
  ],
};
export const callsTable: Table = {
  name: 'calls',
  key: [world, phone, ['id', 'text']],
  rest: [
    ['peer', 'text'],
    ['direction', 'text'],
    ['status', 'text'],
    ['at', 'bigint'],
  ],
};
export const appStateTable: Table = {
  name: 'app_state',
  key: [world, phone, ['collection', 'text'], ['version', 'integer']],
  rest: [['patch', 'bytea']],
};
export const faultsTable: Table = {
  name: 'faults',
  key: [world, ['id', 'bigint']],
  rest: [
    ['kind', 'text'],
    ['phone', 'text'],
    ['ms', 'integer'],
    ['remaining', 'integer'],
  ],
};
export const framesTable: Table = {
  name: 'frames',
  key: [world, ['n', 'bigint']],
  rest: [
    ['at', 'bigint'],
    ['id', 'text'],
    ['phone', 'text'],
    ['device', 'integer'],
    ['recipient', 'text'],
    ['type', 'text'],
    ['ciphertexts', 'text'],
  ],
};
export const countersTable: Table = {
  name: 'counters',
  key: [world, ['chain', 'bytea'], ['counter', 'bigint']],
  rest: [
    ['digest', 'bytea'],
    ['at', 'bigint'],
  ],
};
export const violationsTable: Table = {
  name: 'violations',
  key: [world, ['n', 'bigint']],
  rest: [
    ['at', 'bigint'],
    ['kind', 'text'],
    ['detail', 'text'],
  ],
};

/** Every table whose rows belong to a world. */
export const worldTables: readonly Table[] = [
  worldsTable,
  phonesTable,
  devicesTable,
  prekeyBatchesTable,
  sessionsTable,
  waitingTable,
  messagesTable,
  undecryptableTable,
  doneOnceTable,
  timersTable,
  callsTable,
  appStateTable,
  faultsTable,
  framesTable,
  countersTable,
  violationsTable,
];

/** Writes many rows at once; takes one array per column, from parameter `first` on. */
export function upsertSql(table: Table, first: number): string {
  const columns = [...table.key, ...table.rest];
  const updates = table.rest.map(([name]) => `${name} = excluded.${name}`).join(', ');
  return `insert into simulator.${table.name} (${namesOf(columns)})
    select * from unnest(${parameters(columns, first)})
    on conflict (${namesOf(table.key)}) do ${updates ? `update set ${updates}` : 'nothing'}`;
}

/** Deletes many rows at once; takes one array per key column, from parameter `first` on. */
export function deleteSql(table: Table, first: number): string {
  return `delete from simulator.${table.name} t
    using unnest(${parameters(table.key, first)}) as gone(${namesOf(table.key)})
    where ${table.key.map(([name]) => `t.${name} = gone.${name}`).join(' and ')}`;
}

/** Turns rows into one array per column, as `unnest` wants them. */
export function columnsOf(rows: ReadonlyArray<readonly Value[]>, width: number): Value[][] {
  return Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? null));
}

const namesOf = (columns: readonly Column[]) => columns.map(([name]) => name).join(', ');
const parameters = (columns: readonly Column[], first: number) =>
  columns.map(([, type], index) => `$${first + index}::${type}[]`).join(', ');
