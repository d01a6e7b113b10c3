import { hasOperator, makeOperator } from '../accounts/accounts.ts';
import { systemClock } from '../base/clock.ts';
import type { Db } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { makeOwner, platform } from '../workspaces/workspaces.ts';
import { describePair, type Made, makePair, untilBorn } from './make-pair.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

const emailMax = 254;

/** `bootstrap --email`: the operator, a live workspace with its sandbox, and a key with all permissions for each. */
export async function bootstrap({ config, values }: Call): Promise<Outcome> {
  const email = readEmail(values['email']);
  const name =
    typeof values['name'] === 'string' && values['name'].trim() !== '' ? values['name'].trim() : 'My workspace';
  const workspaces = await onDatabase(config, 'bootstrap', async ({ db, secrets }) => {
    const pair = await layFoundation(db, secrets, { email, name });
    await untilBorn(db, pair);
    return pair;
  });
  return {
    json: { base_url: config.publicUrl, workspaces },
    text: `${config.publicUrl} has its operator. Keep the keys: they are not shown again.\n${describePair(workspaces)}`,
  };
}

/** Does what `bootstrap` promises, in one transaction; refused when the installation has an operator already. */
export async function layFoundation(
  db: Db,
  secrets: Secrets,
  { email, name }: { email: string; name: string },
): Promise<Made[]> {
  const at = systemClock.now();
  return db.system(async (tx) => {
    // Two bootstraps at once would both see no operator.
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('whatzapi.bootstrap', 0))`);
    if (await hasOperator(tx)) {
      throw new Refusal('operator_exists', 'This installation has an operator already, so bootstrap did nothing.');
    }
    const person = await makeOperator(tx, { email, reseller: platform, at });
    const { live, made } = await makePair(tx, secrets, { name, createdBy: 'bootstrap', at });
    await makeOwner(tx, { workspace: live.id, person, at });
    return made;
  });
}

function readEmail(value: string | boolean | undefined): string {
  const email = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > emailMax) {
    throw new UsageError('Give the operator’s e-mail address: --email you@example.com');
  }
  return email;
}
