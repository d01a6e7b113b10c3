import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { totpStep } from './totp.ts';

/** For how long a secret waits for its first code, in milliseconds. */
const unprovenMs = 3_600_000;

/** Is a second factor on? System transaction. */
export async function hasSecondFactor(tx: Tx, person: Id<'person'>): Promise<boolean> {
  return (await secondFactorSince(tx, person)) !== null;
}

/** Since when it is on; null when it is not. System transaction. */
export async function secondFactorSince(tx: Tx, person: Id<'person'>): Promise<Date | null> {
  const row = await tx.maybe(sql<{ confirmed_at: Date | null }>`
    select confirmed_at from second_factors where person_id = ${person}`);
  return row?.confirmed_at ?? null;
}

/** Keeps a secret that no code has proven yet, in place of an earlier such one; false when one is on. System transaction. */
export async function keepSecret(
  tx: Tx,
  secrets: Secrets,
  { person, secret, now }: { person: Id<'person'>; secret: string; now: Date },
): Promise<boolean> {
  const sealed = secrets.sealForHouse(thing(person), Buffer.from(secret));
  const kept = await tx.run(sql`
    insert into second_factors as f (person_id, secret, created_at) values (${person}, ${sealed}, ${now})
    on conflict (person_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0
    where f.confirmed_at is null`);
  return kept === 1;
}

/** A secret kept within the hour that no code has proven yet: an app may hold it already. System transaction. */
export async function unprovenSecret(
  tx: Tx,
  secrets: Secrets,
  { person, now }: { person: Id<'person'>; now: Date },
): Promise<string | undefined> {
  const row = await tx.maybe(sql<{ secret: Buffer }>`
    select secret from second_factors
    where person_id = ${person} and confirmed_at is null and created_at > ${new Date(now.getTime() - unprovenMs)}`);
  return row && secrets.unsealForHouse(thing(person), row.secret).toString();
}

/** Turns the kept secret on with its first code; false when the code is not its. System transaction. */
export async function confirmSecret(
  tx: Tx,
  secrets: Secrets,
  { person, code, now }: { person: Id<'person'>; code: string; now: Date },
): Promise<boolean> {
  const step = await stepOf(tx, secrets, { person, code, now, isOn: false });
  if (step === undefined) return false;
  const turned = await tx.run(sql`
    update second_factors set confirmed_at = ${now}, last_step = ${step}::bigint
    where person_id = ${person} and confirmed_at is null and last_step < ${step}::bigint`);
  return turned === 1;
}

/** Proves a code of the app, each once, or a recovery code, each once. System transaction. */
export async function proveCode(
  tx: Tx,
  secrets: Secrets,
  { person, code, now }: { person: Id<'person'>; code: string; now: Date },
): Promise<'code' | 'recovery_code' | undefined> {
  const typed = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(typed)) {
    const isOn = await hasSecondFactor(tx, person);
    return isOn && (await spendRecoveryCode(tx, person, typed, now)) ? 'recovery_code' : undefined;
  }
  const step = await stepOf(tx, secrets, { person, code: typed, now, isOn: true });
  if (step === undefined) return undefined;
  // Of two who show the same code at once, the second finds the step used.
  const used = await tx.run(sql`
    update second_factors set last_step = ${step}::bigint
    where person_id = ${person} and confirmed_at is not null and last_step < ${step}::bigint`);
  return used === 1 ? 'code' : undefined;
}

/** Takes the second factor and its recovery codes away; with `since`, only one turned on later than that. System transaction. */
export async function dropSecondFactor(tx: Tx, person: Id<'person'>, since = new Date(0)): Promise<boolean> {
  const dropped = await tx.run(sql`
    delete from second_factors where person_id = ${person} and coalesce(confirmed_at, created_at) >= ${since}`);
  if (dropped === 0) return false;
  await tx.run(sql`delete from recovery_codes where person_id = ${person}`);
  return true;
}

async function stepOf(
  tx: Tx,
  secrets: Secrets,
  { person, code, now, isOn }: { person: Id<'person'>; code: string; now: Date; isOn: boolean },
): Promise<number | undefined> {
  const row = await tx.maybe(sql<{ secret: Buffer }>`
    select secret from second_factors where person_id = ${person} and (confirmed_at is not null) = ${isOn}`);
  if (!row) return undefined;
  const secret = secrets.unsealForHouse(thing(person), row.secret).toString();
  return totpStep(secret, code, now);
}

function thing(person: Id<'person'>): string {
  return `second_factor:${person}`;
}
