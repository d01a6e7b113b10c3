import { systemClock } from '../base/clock.ts';
import { parseId } from '../base/id.ts';
import { publicUrlSource } from '../config/config.ts';
import { readPublicUrl } from '../installation/installation.ts';
import { setWorkspaceState } from '../workspaces/workspaces.ts';
import { describePair, makePair, untilBorn } from './make-pair.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

const states = { suspend: 'suspended', activate: 'active' } as const;

/** `workspace create --name`, `workspace suspend|activate`: what the operator does with workspaces until there are screens for it. */
export async function workspaceVerb(call: Call): Promise<Outcome> {
  return call.positionals[0] === 'create' ? createWorkspace(call) : changeWorkspace(call);
}

/** Makes a live workspace with its sandbox and a key for each. */
async function createWorkspace({ config, values, positionals }: Call): Promise<Outcome> {
  const name = typeof values['name'] === 'string' ? values['name'].trim() : '';
  if (name === '' || positionals.length > 1) throw new UsageError('Give the workspace a name: --name "Bakery"');
  const at = systemClock.now();
  const made = await onDatabase(config, 'workspace create', async ({ db, secrets }) => {
    const pair = await db.system((tx) => makePair(tx, secrets, { name, createdBy: 'operator', at }));
    await untilBorn(db, pair.made);
    return { workspaces: pair.made, origin: await db.system((tx) => readPublicUrl(tx, publicUrlSource(config))) };
  });
  return {
    json: { base_url: made.origin, workspaces: made.workspaces },
    text: `${name} is made. Keep the keys: they are not shown again.\n${describePair(made.workspaces)}`,
  };
}

/** `workspace suspend|activate <id> --reason …`: holds on every server within a second. */
async function changeWorkspace({ config, values, positionals }: Call): Promise<Outcome> {
  const [what, text, ...more] = positionals;
  if ((what !== 'suspend' && what !== 'activate') || text === undefined || more.length > 0) {
    throw new UsageError('Say what to do with which workspace.');
  }
  const reason = typeof values['reason'] === 'string' ? values['reason'].trim() : '';
  if (reason === '') throw new UsageError('Give a reason; the workspace is told.');
  const id = parseId('workspace', text);
  const state = states[what];
  const isChanged =
    id !== undefined &&
    (await onDatabase(config, `workspace ${what}`, ({ db }) =>
      db.system((tx) => setWorkspaceState(tx, id, { state, reason })),
    ));
  if (!isChanged) throw new Refusal('not_found', `There is no workspace ${text}.`);
  return { json: { workspace: text, state, reason }, text: `${text} is ${state}.` };
}
