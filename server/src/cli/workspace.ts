import { parseId } from '../base/id.ts';
import { setWorkspaceState } from '../workspaces/workspaces.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

const states = { suspend: 'suspended', activate: 'active' } as const;

/** `workspace suspend|activate <id> --reason …`: holds on every server within a second. */
export async function changeWorkspace({ config, values, positionals }: Call): Promise<Outcome> {
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
