import { z } from 'zod';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** The mail server as the operator set it on a page. The address carries a password, so it is sealed. */
export type StoredMail = { smtpUrl: string; from: string };

const Written = z.object({ smtpUrl: z.string(), from: z.string() });
const key = 'mail';

/** System transaction. */
export async function readStoredMail(tx: Tx, secrets: Secrets): Promise<StoredMail | null> {
  const row = await tx.maybe(
    sql<{ sealed: Buffer }>`select sealed from installation_settings where key = ${key} and sealed is not null`,
  );
  return row ? Written.parse(JSON.parse(secrets.unsealForHouse(`setting:${key}`, row.sealed).toString())) : null;
}

/** Null forgets it. System transaction. */
export async function writeStoredMail(tx: Tx, secrets: Secrets, mail: StoredMail | null): Promise<void> {
  if (mail === null) {
    await tx.run(sql`delete from installation_settings where key = ${key}`);
    return;
  }
  const sealed = secrets.sealForHouse(`setting:${key}`, Buffer.from(JSON.stringify(mail)));
  await tx.run(sql`
    insert into installation_settings (key, sealed) values (${key}, ${sealed})
    on conflict (key) do update set sealed = excluded.sealed, updated_at = now()`);
}
