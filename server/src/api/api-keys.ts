import { z } from 'zod';
import type { Id } from '../base/id.ts';
import { brand, parseId, showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Permission } from '../workspaces/workspaces.ts';
import { listApiKeys as list, makeApiKey, revokeApiKey as revoke, scopes } from '../workspaces/workspaces.ts';
import { note } from './act.ts';
import type { Caller } from './caller.ts';
import { actorOf } from './caller.ts';
import { invalid } from './input.ts';
import { listing } from './listing.ts';
import { missing, operation } from './operation.ts';
import { idShape, name, reference, time, timeInput } from './shapes.ts';

const tag = 'API keys';

const scope = z.enum(scopes).meta({ id: 'Permission', description: 'What a key may do: `resource:action`.' });

const keyFields = {
  id: idShape('apiKey'),
  name: z.string(),
  hint: z.string().describe('The part of the key that is no secret.'),
  scopes: z.array(scope),
  devices: z.array(idShape('device')).nullable().describe('The only devices it may touch; null for all.'),
  created_at: time,
  expires_at: time.nullable(),
  revoked_at: time.nullable(),
  last_used_at: time.nullable().describe('Within a minute or so.'),
};

const keyShape = z.object(keyFields).meta({ id: 'ApiKey', description: 'A key without its secret.' });

const newKeyShape = z
  .object({ ...keyFields, secret: z.string().describe('The whole key. It is shown here and never again.') })
  .meta({ id: 'NewApiKey' });

export const createApiKey = operation({
  id: 'createApiKey',
  tag,
  summary: 'Make an API key',
  description:
    'Nobody can give a permission they do not have. A member must have confirmed password or code. The reply holds the key once.',
  permission: 'api_keys:write',
  rate: 'writes',
  body: z.strictObject({
    name,
    scopes: z.array(scope).min(1).max(scopes.length),
    devices: z.array(reference).min(1).max(200).nullable().default(null),
    expires_at: timeInput.nullable().default(null),
  }),
  status: 201,
  reply: newKeyShape,
  problems: ['conflict'],
  secret: true,
  sensitive: true,
  example: { name: 'Shop backend', scopes: ['messages:send', 'messages:read'] },
  async run(asked) {
    const { house, tx, workspace, caller, body, now } = asked;
    refuseMore(caller, body.scopes);
    const devices = body.devices && (await existing(body.devices, (id) => house.devices.get(tx, workspace.id, id)));
    const expiresAt = body.expires_at === null ? null : new Date(body.expires_at);
    if (expiresAt && expiresAt <= now) throw invalid([{ path: 'expires_at', message: 'Must lie in the future.' }]);
    const { key, text } = await makeApiKey(tx, workspace, {
      name: body.name,
      scopes: [...new Set(body.scopes)],
      devices,
      expiresAt,
      createdBy: actorOf(caller),
      at: now,
    });
    await note(asked, { action: 'api_key.made', target: key.id, details: { scopes: key.scopes.join(' ') } });
    return { ...key, secret: text };
  },
});

export const listApiKeys = listing({
  id: 'listApiKeys',
  tag,
  summary: 'List API keys',
  permission: 'api_keys:read',
  item: keyShape,
  async run({ tx, workspace, page: { limit, after } }) {
    const rows = await list(tx, workspace, { before: after === undefined ? null : brand(after), limit: limit + 1 });
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    return { data, next: rows.length > limit && last ? (parseId('apiKey', last.id) ?? null) : null };
  },
});

export const revokeApiKey = operation({
  id: 'revokeApiKey',
  tag,
  summary: 'Revoke an API key',
  description: 'Holds on every server within a second. A key may revoke itself.',
  permission: 'api_keys:write',
  rate: 'writes',
  path: { id: 'apiKey' },
  async run(asked) {
    const { house, tx, workspace, params } = asked;
    const publicId = await revoke(tx, workspace, params.id);
    if (publicId === undefined) throw missing();
    await note(asked, { action: 'api_key.revoked', target: showId('apiKey', params.id) });
    tx.afterCommit(() => house.keyRing.forget(publicId));
  },
});

function refuseMore(caller: Caller, wanted: Permission[]): void {
  const more = wanted.find((permission) => !caller.permissions.has(permission));
  if (!more) return;
  throw new Problem('scope_missing', {
    detail: `Nobody can give a permission they do not have, such as \`${more}\`.`,
    params: { permission: more },
  });
}

async function existing(ids: string[], get: (id: Id<'device'>) => Promise<unknown>): Promise<Id<'device'>[]> {
  const found: Id<'device'>[] = [];
  for (const text of new Set(ids)) {
    const id = parseId('device', text);
    if (!id) throw missing();
    await get(id);
    found.push(id);
  }
  return found;
}
