import { hasOperator, lockFounding, makeOperator } from '../accounts/accounts.ts';
import { systemClock } from '../base/clock.ts';
import { publicUrlSource } from '../config/config.ts';
import type { Db } from '../db/db.ts';
import type { PublicUrlSource } from '../installation/installation.ts';
import { readPublicUrl } from '../installation/installation.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { makeOwner, platform } from '../workspaces/workspaces.ts';
import { describePair, type Made, makePair, untilBorn } from './make-pair.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import { resetLinkAt } from './sign-in-link.ts';
import type { Call, Outcome } from './verb.ts';

const emailMax = 254;

/** `bootstrap --email`: the operator with a link to set a password, a live workspace with its sandbox, and a key for each. */
export async function bootstrap({ config, values }: Call): Promise<Outcome> {
  const email = readEmail(values['email']);
  const name =
    typeof values['name'] === 'string' && values['name'].trim() !== '' ? values['name'].trim() : 'My workspace';
  const made = await onDatabase(config, 'bootstrap', async ({ db, secrets }) => {
    const foundation = await layFoundation(db, secrets, { email, name, publicUrl: publicUrlSource(config) });
    await untilBorn(db, foundation.workspaces);
    return foundation;
  });
  return {
    json: { base_url: made.origin, workspaces: made.workspaces, set_password_url: made.setPasswordUrl },
    text: [
      `${made.origin} has its operator. Keep the keys: they are not shown again.`,
      describePair(made.workspaces),
      '',
      `To sign in, set a password within 30 minutes: ${made.setPasswordUrl}`,
      `Later: whatzapi sign-in-link --email ${email}`,
    ].join('\n'),
  };
}

type Foundation = { origin: string; workspaces: Made[]; setPasswordUrl: string };

/** Does what `bootstrap` promises, in one transaction; refused when the installation has an operator already. */
async function layFoundation(
  db: Db,
  secrets: Secrets,
  { email, name, publicUrl }: { email: string; name: string; publicUrl: PublicUrlSource },
): Promise<Foundation> {
  const at = systemClock.now();
  return db.system(async (tx) => {
    // Two bootstraps at once would both see no operator.
    await lockFounding(tx);
    if (await hasOperator(tx)) {
      throw new Refusal('operator_exists', 'This installation has an operator already, so bootstrap did nothing.');
    }
    const person = await makeOperator(tx, { email, reseller: platform, at });
    const { live, made } = await makePair(tx, secrets, { name, createdBy: 'bootstrap', at });
    await makeOwner(tx, { workspace: live.id, person, at });
    const origin = await readPublicUrl(tx, publicUrl);
    const setPasswordUrl = await resetLinkAt(tx, { person, origin, now: at });
    return { origin, workspaces: made, setPasswordUrl };
  });
}

function readEmail(value: string | boolean | undefined): string {
  const email = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > emailMax) {
    throw new UsageError('Give the operator’s e-mail address: --email you@example.com');
  }
  return email;
}
