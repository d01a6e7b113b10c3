import { z } from 'zod';
import { parseId, showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import {
  acceptOwnership,
  changeRole,
  endOffer,
  findOffer,
  getMember as get,
  listMembers as list,
  offerOwnership as offer,
  removeMember as remove,
  roleNames,
} from '../workspaces/workspaces.ts';
import { actOf } from './act.ts';
import { mustBeConfirmed } from './caller.ts';
import { listing } from './listing.ts';
import { missing, operation } from './operation.ts';
import { idShape, reference, time } from './shapes.ts';

const tag = 'Members';

export const roleShape = z
  .enum(roleNames as [(typeof roleNames)[number], ...typeof roleNames])
  .meta({ id: 'Role', description: 'A named set of permissions.' });

const memberShape = z
  .object({
    id: idShape('member'),
    person: idShape('person'),
    name: z.string(),
    email: z.string(),
    role: roleShape,
    joined_at: time,
  })
  .meta({ id: 'Member', description: 'A person in the workspace and its sandbox, which have one team.' });

const transferShape = z
  .object({ member: idShape('member'), asked_by: idShape('member'), created_at: time, expires_at: time })
  .meta({ id: 'OwnershipTransfer', description: 'An open offer to hand the workspace over.' });

/** Roles that open everything: giving them is worth a thief's while. */
const powerful: readonly string[] = ['owner', 'admin'];

export const listMembers = listing({
  id: 'listMembers',
  tag,
  summary: 'List members',
  description: 'In the order in which they joined.',
  permission: 'members:read',
  transaction: 'system',
  item: memberShape,
  run: ({ tx, workspace, page }) => list(tx, workspace, page),
});

export const getMember = operation({
  id: 'getMember',
  tag,
  summary: 'Get a member',
  permission: 'members:read',
  rate: 'reads',
  path: { id: 'member' },
  reply: memberShape,
  transaction: 'system',
  run: ({ tx, workspace, params }) => get(tx, workspace, params.id),
});

export const updateMember = operation({
  id: 'updateMember',
  tag,
  summary: 'Change a member’s role',
  description:
    'Holds everywhere within a second. Nobody gives or takes a role that holds more than their own. To make somebody owner or admin, a member must have confirmed password or code. A workspace always keeps an owner.',
  permission: 'members:write',
  rate: 'writes',
  path: { id: 'member' },
  body: z.strictObject({ role: roleShape }),
  reply: memberShape,
  problems: ['conflict', 'confirmation_required'],
  transaction: 'system',
  example: { role: 'developer' },
  async run(asked) {
    const { house, tx, workspace, caller, params, body, now, origin } = asked;
    if (powerful.includes(body.role)) mustBeConfirmed(caller, { now, origin });
    const { person } = await changeRole(tx, actOf(asked), { id: params.id, role: body.role });
    tx.afterCommit(() => house.memberRing.forget(person));
    return get(tx, workspace, params.id);
  },
});

export const removeMember = operation({
  id: 'removeMember',
  tag,
  summary: 'Remove a member',
  description:
    'Holds everywhere within a second. API keys they made stay, because keys belong to the workspace: revoke those that should go too.',
  permission: 'members:write',
  rate: 'writes',
  path: { id: 'member' },
  problems: ['conflict'],
  transaction: 'system',
  sensitive: true,
  async run(asked) {
    const { person } = await remove(asked.tx, actOf(asked), asked.params.id);
    asked.tx.afterCommit(() => asked.house.memberRing.forget(person));
  },
});

export const offerOwnership = operation({
  id: 'offerOwnership',
  tag,
  summary: 'Offer the workspace to another member',
  description:
    'By an owner who has just confirmed password or code. Once the member accepts, they are an owner and the asker an admin. A new offer takes the place of the one before; it holds for 7 days.',
  permission: 'workspace:transfer',
  rate: 'writes',
  body: z.strictObject({ member: reference }),
  status: 201,
  reply: transferShape,
  problems: ['conflict'],
  transaction: 'system',
  sensitive: true,
  example: { member: showId('member', '0199a3c2-7f10-7b3e-9d52-1c6a4e8f0b21') },
  async run(asked) {
    const { house, tx, body } = asked;
    const id = parseId('member', body.member);
    if (!id) throw missing();
    return offer(tx, house.mailer, actOf(asked), id);
  },
});

export const getOffer = operation({
  id: 'getOwnershipOffer',
  tag,
  summary: 'Get the open offer of ownership',
  permission: 'members:read',
  rate: 'reads',
  reply: transferShape,
  transaction: 'system',
  async run({ tx, workspace, now }) {
    const found = await findOffer(tx, workspace, now);
    if (!found) throw missing();
    return found;
  },
});

export const acceptOffer = operation({
  id: 'acceptOwnership',
  tag,
  summary: 'Accept ownership',
  description: 'By the member it was offered to, whatever their role.',
  permission: null,
  rate: 'writes',
  reply: memberShape,
  problems: ['session_required'],
  transaction: 'system',
  async run(asked) {
    const { house, tx, caller, workspace } = asked;
    if (caller.by === 'key') throw onlyPeople();
    const { from } = await acceptOwnership(tx, actOf(asked));
    for (const person of [from, caller.person.id]) tx.afterCommit(() => house.memberRing.forget(person));
    return get(tx, workspace, caller.member);
  },
});

export const endOwnershipOffer = operation({
  id: 'endOwnershipOffer',
  tag,
  summary: 'Take back or turn down an offer of ownership',
  description: 'By an owner, or by the member it was made to.',
  permission: null,
  rate: 'writes',
  problems: ['session_required'],
  transaction: 'system',
  async run(asked) {
    if (asked.caller.by === 'key') throw onlyPeople();
    await endOffer(asked.tx, actOf(asked));
  },
});

function onlyPeople(): Problem {
  return new Problem('session_required', { detail: 'Ownership passes between people; an API key has no part in it.' });
}
