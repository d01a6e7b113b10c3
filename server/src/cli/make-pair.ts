import { parseId, showId } from '../base/id.ts';
import type { Db, Tx } from '../db/db.ts';
import { awaitBirth, openPair } from '../devices/devices.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { makeApiKey, platform, scopes } from '../workspaces/workspaces.ts';

/** One workspace as the verbs print it. The key is shown here and never again. */
export type Made = { id: string; kind: Workspace['kind']; api_key: string; device?: string; phone?: string };

type Making = { name: string; createdBy: string; at: Date };

/** Makes a live workspace and its sandbox, a key with all permissions for each, and plans the sandbox's birth. System transaction. */
export async function makePair(
  tx: Tx,
  secrets: Secrets,
  { name, createdBy, at }: Making,
): Promise<{ live: Workspace; made: Made[] }> {
  const { live, sandbox, ...born } = await openPair(tx, secrets, { name, reseller: platform, at });
  const made = [
    { id: showId('workspace', live.id), kind: live.kind, api_key: await firstKey(tx, live, { createdBy, at }) },
    {
      id: showId('workspace', sandbox.id),
      kind: sandbox.kind,
      api_key: await firstKey(tx, sandbox, { createdBy, at }),
      device: showId('device', born.device),
      phone: born.phone,
    },
  ];
  return { live, made };
}

const birthMsMax = 20_000;

/** Lets a verb end when the sandbox is alive, if a server runs to bring it to life; otherwise that follows the next start. */
export async function untilBorn(db: Db, pair: Made[]): Promise<void> {
  for (const { device } of pair) {
    const id = device === undefined ? undefined : parseId('device', device);
    if (id) await awaitBirth(db, id, birthMsMax);
  }
}

/** The pair for people to read. */
export function describePair(pair: Made[]): string {
  const lines = pair.flatMap((made) => [
    '',
    `${made.kind === 'live' ? 'Live workspace' : 'Sandbox'} ${made.id}`,
    `  API key  ${made.api_key}`,
    ...(made.device ? [`  device   ${made.device}`] : []),
    ...(made.phone ? [`  phone    ${made.phone} (pretend)`] : []),
  ]);
  return lines.join('\n');
}

async function firstKey(
  tx: Tx,
  workspace: Workspace,
  { createdBy, at }: { createdBy: string; at: Date },
): Promise<string> {
  const { text } = await makeApiKey(tx, workspace, {
    name: 'First key',
    scopes,
    devices: null,
    expiresAt: null,
    createdBy,
    at,
  });
  return text;
}
