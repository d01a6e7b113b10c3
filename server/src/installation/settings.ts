import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** Who may make an account: anyone, anyone the operator approves, only who was invited, nobody. */
export type SignUpPolicy = 'open' | 'approve' | 'invite' | 'closed';

/** What the operator decides about the installation; empty texts are not decided yet. */
export type HouseSettings = {
  /** Scheme, host and port people use, unless PUBLIC_URL says it. */
  publicUrl: string;
  signUp: SignUpPolicy;
  /** The operator's legal name, postal address, e-mail and governing law, as the legal pages print them. */
  legalName: string;
  legalAddress: string;
  legalEmail: string;
  legalLaw: string;
  /** The device whose number proves reporters of abuse by a message to it: `dev_…`. */
  supportDevice: string;
};

const defaults: HouseSettings = {
  publicUrl: '',
  signUp: 'open',
  legalName: '',
  legalAddress: '',
  legalEmail: '',
  legalLaw: '',
  supportDevice: '',
};

/** Everything the operator decided, with the defaults for the rest. System transaction. */
export async function readHouseSettings(tx: Tx): Promise<HouseSettings> {
  const rows = await tx.many(
    sql<{ key: string; value: unknown }>`select key, value from installation_settings where sealed is null`,
  );
  const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  return { ...defaults, ...pick(stored) };
}

/** Writes some decisions. System transaction. */
export async function writeHouseSettings(tx: Tx, settings: Partial<HouseSettings>): Promise<void> {
  for (const [key, value] of Object.entries(settings)) {
    await tx.run(sql`
      insert into installation_settings (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
      on conflict (key) do update set value = excluded.value, updated_at = now()`);
  }
}

function pick(stored: Record<string, unknown>): Partial<HouseSettings> {
  const known = Object.entries(stored).filter(([key, value]) => key in defaults && typeof value === 'string');
  // Only `writeHouseSettings` writes these rows, and it is typed.
  return Object.fromEntries(known) as Partial<HouseSettings>;
}
