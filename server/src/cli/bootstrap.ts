import { systemClock } from '../base/clock.ts';
import { showId } from '../base/id.ts';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { planBirth } from '../devices/devices.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import {
  createWorkspacePair,
  hasOperator,
  makeApiKey,
  makeOperator,
  makeOwner,
  platform,
  scopes,
} from '../workspaces/workspaces.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

/** One workspace as `bootstrap` prints it. The key is shown here and never again. */
type Made = { id: string; kind: Workspace['kind']; api_key: string; device?: string; phone?: string };

const emailMax = 254;

/** `bootstrap --email`: the operator, a live workspace with its sandbox, and a key with all permissions for each. */
export async function bootstrap({ config, values }: Call): Promise<Outcome> {
  const email = readEmail(values['email']);
  const name =
    typeof values['name'] === 'string' && values['name'].trim() !== '' ? values['name'].trim() : 'My workspace';
  const workspaces = await onDatabase(config, 'bootstrap', ({ db, secrets }) =>
    layFoundation(db, secrets, { email, name }),
  );
  return { json: { base_url: config.publicUrl, workspaces }, text: describe(config.publicUrl, workspaces) };
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
    const person = await makeOperator(tx, { email, at });
    const { live, sandbox } = await createWorkspacePair(tx, secrets, { name, reseller: platform, at });
    await makeOwner(tx, { workspace: live.id, person, at });
    const born = await planBirth(tx, sandbox, at);
    return [
      { id: showId('workspace', live.id), kind: live.kind, api_key: await firstKey(tx, live, at) },
      {
        id: showId('workspace', sandbox.id),
        kind: sandbox.kind,
        api_key: await firstKey(tx, sandbox, at),
        device: showId('device', born.device),
        phone: born.phone,
      },
    ];
  });
}

async function firstKey(tx: Tx, workspace: Workspace, at: Date): Promise<string> {
  const { text } = await makeApiKey(tx, workspace, {
    name: 'First key',
    scopes,
    devices: null,
    expiresAt: null,
    createdBy: 'bootstrap',
    at,
  });
  return text;
}

function readEmail(value: string | boolean | undefined): string {
  const email = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > emailMax) {
    throw new UsageError('Give the operator’s e-mail address: --email you@example.com');
  }
  return email;
}

function describe(baseUrl: string, workspaces: Made[]): string {
  const lines = workspaces.flatMap((made) => [
    '',
    `${made.kind === 'live' ? 'Live workspace' : 'Sandbox'} ${made.id}`,
    `  API key  ${made.api_key}`,
    ...(made.device ? [`  device   ${made.device}`] : []),
    ...(made.phone ? [`  phone    ${made.phone} (pretend)`] : []),
  ]);
  return [`${baseUrl} has its operator. Keep the keys: they are not shown again.`, ...lines].join('\n');
}
