import { systemClock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Db, Tx } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import {
  createWorkspacePair,
  findQuickstart,
  findWorkspace,
  makeApiKey,
  platform,
  scopes,
} from '../workspaces/workspaces.ts';
import { onDatabase } from './on-database.ts';
import type { Call, Outcome } from './verb.ts';

const quickstartName = 'Quickstart';
const validHours = 8;

/** `start-link`: a link to the quickstart page with a short-lived sandbox key in its fragment, which browsers never send. */
export async function startLink({ config }: Call): Promise<Outcome> {
  const made = await onDatabase(config, 'start-link', ({ db, secrets }) => makeStartKey(db, secrets));
  const url = `${config.publicUrl}/start#key=${made.key}`;
  return {
    json: {
      url,
      key: made.key,
      workspace: showId('workspace', made.workspace),
      expires_at: made.expiresAt.toISOString(),
    },
    text: `${url}\n  good until ${made.expiresAt.toISOString()}; it opens a sandbox, never a real number`,
  };
}

/** Makes a sandbox key for the quickstart workspace, which is made on first use and has no members. */
export async function makeStartKey(
  db: Db,
  secrets: Secrets,
): Promise<{ key: string; workspace: Id<'workspace'>; expiresAt: Date }> {
  const at = systemClock.now();
  const expiresAt = new Date(at.getTime() + validHours * 3_600_000);
  return db.system(async (tx) => {
    const workspace = await quickstart(tx, secrets, at);
    const { text } = await makeApiKey(tx, workspace, {
      name: 'Quickstart link',
      scopes: scopes.filter((scope) => !scope.startsWith('api_keys:') && !scope.startsWith('members:')),
      devices: null,
      expiresAt,
      createdBy: 'start-link',
      at,
    });
    return { key: text, workspace: workspace.id, expiresAt };
  });
}

async function quickstart(tx: Tx, secrets: Secrets, at: Date) {
  const id = await findQuickstart(tx, quickstartName);
  const known = id && (await findWorkspace(tx, id));
  if (known) return known;
  const { sandbox } = await createWorkspacePair(tx, secrets, { name: quickstartName, reseller: platform, at });
  return sandbox;
}
