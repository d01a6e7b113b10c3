import type { Id } from '../base/id.ts';
import { brand as asId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { networkHash } from './agent.ts';
import type { Asking } from './asking.ts';
import type { Person, PersonRow } from './person.ts';
import { personColumns, readPerson } from './person.ts';

/** At so many failures in a row from networks nobody knows, an account opens by a reset link only. */
export const failuresInRowMax = 100;

/** What stands behind an address. */
export type Credentials = {
  person: Person | null;
  /** A wish for an account whose address is not proven yet. */
  registration: Id<'registration'> | null;
  passwordHash: string | null;
  /** Did the person sign in from this network before? */
  isKnownNetwork: boolean;
};

/** Looks an address up: one statement, whatever there is. System transaction. */
export async function findCredentials(
  tx: Tx,
  secrets: Secrets,
  { knock, brand }: Asking,
  email: string,
): Promise<Credentials> {
  const row = await tx.maybe(
    sql<CredentialsRow>`
      select ${personColumns}, p.password_hash, r.id as registration_id, r.password_hash as registration_hash,
        k.person_id is not null as is_known
      from (select 1) as one
      left join people p on p.reseller_id = ${brand.reseller} and p.email = ${email}
      left join lateral (
        select id, password_hash from registrations
        where reseller_id = ${brand.reseller} and email = ${email} and expires_at > ${knock.now} order by created_at desc limit 1
      ) r on p.id is null
      left join known_networks k on k.person_id = p.id and k.network_hash = ${networkHash(secrets, knock.address)}`,
  );
  if (!row) throw new Error('a select of one row gave none');
  const isPerson = row.person_id !== null;
  return {
    person: isPerson ? readPerson(row as CredentialsRow & PersonRow) : null,
    registration: row.registration_id === null ? null : asId(row.registration_id),
    passwordHash: isPerson ? row.password_hash : row.registration_hash,
    isKnownNetwork: row.is_known,
  };
}

/**
 * Counts a try as a failure in a row before its password is looked at, and answers how many there are now; undefined when there
 * were too many before. Asked for nobody too, so that it says nothing. System transaction.
 */
export async function countFailureInRow(tx: Tx, person: Id<'person'> | null): Promise<number | undefined> {
  const row = await tx.maybe(sql<{ failures_in_row: number }>`
    update people set failures_in_row = failures_in_row + 1
    where id = ${person}::uuid and failures_in_row < ${failuresInRowMax} returning failures_in_row`);
  return person === null ? 0 : row?.failures_in_row;
}

/** The stored hash of a password. System transaction. */
export async function readPasswordHash(tx: Tx, person: Id<'person'>): Promise<string | null> {
  const row = await tx.maybe(
    sql<{ password_hash: string | null }>`select password_hash from people where id = ${person}`,
  );
  return row?.password_hash ?? null;
}

/**
 * The person, locked until the end of the transaction, if their password is still the one that was proven: it may have been
 * changed while the hash was computed. System transaction.
 */
export async function lockProven(tx: Tx, person: Id<'person'>, provenHash: string): Promise<Person | undefined> {
  const row = await tx.maybe(sql<PersonRow>`
    select ${personColumns} from people p where p.id = ${person} and p.password_hash = ${provenHash} for update`);
  return row && readPerson(row);
}

/** The person, locked until the end of the transaction. System transaction. */
export async function lockPerson(tx: Tx, person: Id<'person'>): Promise<Person | undefined> {
  const row = await tx.maybe(sql<PersonRow>`select ${personColumns} from people p where p.id = ${person} for update`);
  return row && readPerson(row);
}

/** Sets a password, or takes it away; failures in a row are forgotten with the old one. System transaction. */
export async function setPassword(tx: Tx, person: Id<'person'>, hash: string | null): Promise<void> {
  await tx.run(sql`update people set password_hash = ${hash}, failures_in_row = 0 where id = ${person}`);
}

/** Keeps the same password under a stronger hash. System transaction. */
export async function strengthenHash(
  tx: Tx,
  person: Id<'person'>,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.run(sql`update people set password_hash = ${to} where id = ${person} and password_hash = ${from}`);
}

/** Remembers that a person signed in, and from which network; failures in a row begin anew. System transaction. */
export async function noteSuccess(tx: Tx, secrets: Secrets, { knock }: Asking, person: Id<'person'>): Promise<void> {
  await tx.run(sql`update people set failures_in_row = 0, last_signed_in_at = ${knock.now} where id = ${person}`);
  await tx.run(sql`
    insert into known_networks (person_id, network_hash, last_success_at)
    values (${person}, ${networkHash(secrets, knock.address)}, ${knock.now})
    on conflict (person_id, network_hash) do update set last_success_at = excluded.last_success_at`);
}

const networkDays = 180;

/** Forgets networks nobody came from for half a year. System transaction. */
export async function sweepNetworks(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - networkDays * 86_400_000);
  return tx.run(sql`delete from known_networks where last_success_at < ${before}`);
}

type CredentialsRow = { [Column in keyof PersonRow]: PersonRow[Column] | null } & {
  password_hash: string | null;
  registration_id: string | null;
  registration_hash: string | null;
  is_known: boolean;
};
