import { connected } from './cluster/connect.ts';

/** What one connection as the owner finds out about a PostgreSQL server; read-only. */
export type Inspection = {
  version: string;
  major: number;
  /** Values of fsync, synchronous_commit and full_page_writes. */
  settings: Record<string, string>;
  /** How far the database's clock is ahead of ours; the way there and back is taken out by halves. */
  clockAheadMs: number;
  maxConnections: number;
  user: string;
  canCreateRoles: boolean;
  canCreateInDatabase: boolean;
  /** Which of the asked role names exist. */
  roles: string[];
};

/** Asks a server about itself. Rejects with the driver's error when it cannot be reached. */
export async function inspectServer(ownerUrl: string, roles: string[]): Promise<Inspection> {
  return connected(ownerUrl, async (client) => {
    const before = Date.now();
    const { rows } = await client.query<Row>(QUESTION, [roles]);
    const ours = (before + Date.now()) / 2;
    const row = rows[0];
    if (row === undefined) throw new Error('the server answered nothing');
    const number = Number(row.version_num);
    return {
      version: row.version,
      major: Math.floor(number / 10_000),
      settings: {
        fsync: row.fsync,
        synchronous_commit: row.synchronous_commit,
        full_page_writes: row.full_page_writes,
      },
      clockAheadMs: Math.round(Number(row.now_ms) - ours),
      maxConnections: Number(row.max_connections),
      user: row.user_name,
      canCreateRoles: row.can_create_roles,
      canCreateInDatabase: row.can_create,
      roles: row.roles,
    };
  });
}

/** The oldest major version our SQL is written for. */
export const OLDEST_MAJOR = 15;

type Row = {
  version: string;
  version_num: string;
  fsync: string;
  synchronous_commit: string;
  full_page_writes: string;
  now_ms: string;
  max_connections: string;
  user_name: string;
  can_create_roles: boolean;
  can_create: boolean;
  roles: string[];
};

const QUESTION = `
  select current_setting('server_version') as version,
         current_setting('server_version_num') as version_num,
         current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as synchronous_commit,
         current_setting('full_page_writes') as full_page_writes,
         extract(epoch from clock_timestamp()) * 1000 as now_ms,
         current_setting('max_connections') as max_connections,
         current_user as user_name,
         (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as can_create_roles,
         has_database_privilege(current_database(), 'create') as can_create,
         array(select rolname::text from pg_roles where rolname = any($1) order by 1) as roles`;
