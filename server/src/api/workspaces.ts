import { z } from 'zod';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { openPair } from '../devices/devices.ts';
import {
  findPair,
  listPairs,
  type OwnPair,
  ownPair,
  type Permission,
  refuseTooManyOwned,
  removeMember,
  renameWorkspace,
  roles,
} from '../workspaces/workspaces.ts';
import { actOf, whereFrom } from './act.ts';
import type { PersonCaller } from './caller.ts';
import type { House } from './house.ts';
import { personListing } from './listing.ts';
import { roleShape } from './members.ts';
import { missing, personOperation } from './operation.ts';
import { idShape, name, time } from './shapes.ts';

const tag = 'Account';

const workspaceShape = z
  .object({
    id: idShape('workspace').describe('Of the live workspace.'),
    sandbox: idShape('workspace').describe('Its twin, in which nothing reaches WhatsApp.'),
    name: z.string(),
    state: z.enum(['active', 'limited', 'suspended']),
    role: roleShape.describe('Yours, in both.'),
    created_at: time,
  })
  .meta({ id: 'Workspace', description: 'A workspace you are a member of, with its sandbox.' });

export const listWorkspaces = personListing({
  id: 'listWorkspaces',
  tag,
  summary: 'List your workspaces',
  description: 'Oldest first.',
  permission: null,
  item: workspaceShape,
  run: async ({ tx, caller }) => (await listPairs(tx, caller.person.id)).map(show),
});

export const createWorkspace = personOperation({
  id: 'createWorkspace',
  tag,
  summary: 'Make a workspace',
  description:
    'With its sandbox, in which a pretend phone says hello after some seconds. You become its owner; one person may own 10.',
  permission: null,
  rate: 'writes',
  body: z.strictObject({ name }),
  status: 201,
  reply: workspaceShape,
  problems: ['conflict'],
  example: { name: 'Bakery' },
  async run({ house, tx, caller, body, now, requestId }) {
    const { person } = caller;
    await refuseTooManyOwned(tx, person.id);
    const { live } = await openPair(tx, house.secrets, { name: body.name, reseller: person.reseller, at: now });
    await ownPair(tx, live, { person, from: whereFrom(caller), at: now, requestId });
    return show(await needPair(tx, caller, live.id));
  },
});

export const getWorkspace = personOperation({
  id: 'getWorkspace',
  tag,
  summary: 'Get one of your workspaces',
  permission: null,
  rate: 'reads',
  path: { id: 'workspace' },
  reply: workspaceShape,
  problems: ['not_found'],
  run: async ({ tx, caller, params }) => show(await needPair(tx, caller, params.id)),
});

export const updateWorkspace = personOperation({
  id: 'updateWorkspace',
  tag,
  summary: 'Rename a workspace',
  permission: 'workspace:write',
  rate: 'writes',
  path: { id: 'workspace' },
  body: z.strictObject({ name }),
  reply: workspaceShape,
  problems: ['not_found', 'scope_missing'],
  example: { name: 'Bakery on the corner' },
  async run(asked) {
    const { tx, caller, params, body } = asked;
    const pair = await needPair(tx, caller, params.id);
    need(pair, 'workspace:write');
    await renameWorkspace(tx, actIn(asked, pair), body.name);
    return show(await needPair(tx, caller, params.id));
  },
});

export const leaveWorkspace = personOperation({
  id: 'leaveWorkspace',
  tag,
  summary: 'Leave a workspace',
  description: 'The only owner cannot leave: they hand the workspace over first.',
  permission: null,
  rate: 'writes',
  path: { id: 'workspace' },
  problems: ['not_found', 'conflict'],
  async run(asked) {
    const { house, tx, caller, params } = asked;
    const pair = await needPair(tx, caller, params.id);
    await removeMember(tx, actIn(asked, pair), pair.member);
    tx.afterCommit(() => house.memberRing.forget(caller.person.id));
  },
});

type Acting = { house: House; caller: PersonCaller; host: string; now: Date; requestId: string };

function actIn(asked: Acting, { live, role, member }: OwnPair) {
  const place = { role, member, workspace: live, permissions: roles[role].permissions };
  return actOf({ ...asked, caller: { ...asked.caller, ...place, by: 'member', devices: null }, workspace: live });
}

async function needPair(tx: Tx, { person }: PersonCaller, id: Id<'workspace'>): Promise<OwnPair> {
  const pair = await findPair(tx, person.id, id);
  if (!pair) throw missing();
  return pair;
}

function need({ role }: OwnPair, permission: Permission): void {
  const held: ReadonlySet<Permission> = roles[role].permissions;
  if (held.has(permission)) return;
  throw new Problem('scope_missing', {
    detail: `Your role in this workspace, ${role}, lacks the permission \`${permission}\`.`,
    params: { permission },
  });
}

function show({ live, sandbox, role, createdAt }: OwnPair) {
  return {
    id: showId('workspace', live.id),
    sandbox: showId('workspace', sandbox.id),
    name: live.name,
    state: live.state,
    role,
    created_at: createdAt.toISOString(),
  };
}
