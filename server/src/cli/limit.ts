import { systemClock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { LimitKey } from '../workspaces/workspaces.ts';
import {
  findWorkspace,
  isLimitKey,
  limits,
  listOverrides,
  resetOverride,
  setOverride,
} from '../workspaces/workspaces.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

const valueMax = 1_000_000_000;

/** `limit list|set|reset`: another number for one workspace. A running server follows within a second. */
export async function limitVerb(call: Call): Promise<Outcome> {
  const [what, text, ...more] = call.positionals;
  if (text === undefined || more.length > 0) throw new UsageError('Say what to do with the limits of which workspace.');
  if (what !== 'list' && what !== 'set' && what !== 'reset') throw new UsageError('Say list, set or reset.');
  const workspace = parseId('workspace', text);
  if (workspace === undefined) throw new Refusal('not_found', `There is no workspace ${text}.`);
  const named = { workspace, text };
  if (what === 'list') return list(call, named);
  return what === 'set' ? set(call, named) : reset(call, named);
}

type Named = { workspace: Id<'workspace'>; text: string };

async function list({ config }: Call, { workspace, text }: Named): Promise<Outcome> {
  const now = systemClock.now();
  const [found, overrides] = await onDatabase(config, 'limit list', ({ db }) =>
    db.system(async (tx) => [await findWorkspace(tx, workspace), await listOverrides(tx, workspace, now)] as const),
  );
  if (!found) throw new Refusal('not_found', `There is no workspace ${text}.`);
  const lines = Object.entries(found.limits).map(([key, value]) => {
    const own = overrides.find((override) => override.key === key);
    return `  ${key.padEnd(24)} ${value}${own ? `   ${own.reason}${own.until ? `, until ${own.until.toISOString()}` : ''}` : ''}`;
  });
  return { json: { workspace: text, limits: found.limits, overrides }, text: lines.join('\n') };
}

async function set({ config, values }: Call, { workspace, text }: Named): Promise<Outcome> {
  const key = keyOf(values['limit']);
  const reason = wordsOf(values['reason']);
  if (reason === '') throw new UsageError('Give a reason; it is kept, and the workspace can read it.');
  const to = wordsOf(values['to']);
  const value = Number(to);
  if (!/^\d{1,10}$/.test(to) || value > valueMax) throw new UsageError(`Give a number from 0 to ${valueMax}: --to 200`);
  const until = untilOf(values['until']);
  const at = systemClock.now();
  if (until && until <= at) throw new UsageError('The end lies in the past.');
  const isSet = await onDatabase(config, 'limit set', ({ db }) =>
    db.system((tx) => setOverride(tx, workspace, { override: { key, value, reason, until }, at })),
  );
  if (!isSet) throw new Refusal('not_found', `There is no workspace ${text}.`);
  return {
    json: { workspace: text, limit: key, value, reason, until: until?.toISOString() ?? null },
    text: `${key} is ${value} for ${text}${until ? ` until ${until.toISOString()}` : ''}.`,
  };
}

async function reset({ config, values }: Call, { workspace, text }: Named): Promise<Outcome> {
  const key = keyOf(values['limit']);
  const isReset = await onDatabase(config, 'limit reset', ({ db }) =>
    db.system((tx) => resetOverride(tx, workspace, { key, at: systemClock.now() })),
  );
  if (!isReset) throw new Refusal('not_found', `${text} has no number of its own for ${key}.`);
  return { json: { workspace: text, limit: key }, text: `${key} is as published again for ${text}.` };
}

function keyOf(value: unknown): LimitKey {
  const text = wordsOf(value);
  if (isLimitKey(text)) return text;
  throw new UsageError(`Name the limit, one of ${Object.keys(limits).join(', ')}.`);
}

/** A day, which ends with it (UTC), or a moment as ISO 8601. */
function untilOf(value: unknown): Date | null {
  const text = wordsOf(value);
  if (text === '') return null;
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T23:59:59.999Z` : text);
  if (Number.isNaN(at)) throw new UsageError('Write the end as 2027-01-31.');
  return new Date(at);
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
