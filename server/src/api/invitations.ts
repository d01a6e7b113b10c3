import { z } from 'zod';
import { showId } from '../base/id.ts';
import {
  acceptInvitation as accept,
  declineInvitation as decline,
  type Invited,
  type InvitedRole,
  invitationsTo,
  invite,
  inviteAgain,
  listInvitations as list,
  revokeInvitation as revoke,
  roleNames,
} from '../workspaces/workspaces.ts';
import { actOf, whereFrom } from './act.ts';
import { mustBeConfirmed } from './caller.ts';
import { listing, personListing } from './listing.ts';
import { operation, personOperation } from './operation.ts';
import { idShape, time } from './shapes.ts';

const invitedRoles = roleNames.filter((role): role is InvitedRole => role !== 'owner');
const invitedRole = z.enum(invitedRoles as [InvitedRole, ...InvitedRole[]]);

const invitationShape = z
  .object({
    id: idShape('invitation'),
    email: z.string(),
    role: invitedRole,
    invited_by: idShape('person'),
    created_at: time,
    expires_at: time,
  })
  .meta({ id: 'Invitation', description: 'An open offer to become a member. Its link goes by mail only.' });

const tag = 'Members';

export const createInvitation = operation({
  id: 'inviteMember',
  tag,
  summary: 'Invite somebody',
  description:
    'Sends a letter with a link that holds for 7 days, works once and for this address only. Only people invite: their name stands in the letter. To invite an admin, they must have confirmed password or code.',
  permission: 'members:write',
  rate: 'writes',
  body: z.strictObject({ email: z.string().min(3).max(254), role: invitedRole }),
  status: 201,
  reply: invitationShape,
  problems: ['conflict', 'session_required', 'confirmation_required'],
  transaction: 'system',
  example: { email: 'ana@example.com', role: 'developer' },
  async run(asked) {
    const { house, tx, caller, body, now, origin } = asked;
    if (body.role === 'admin') mustBeConfirmed(caller, { now, origin });
    return invite(tx, house.mailer, actOf(asked), body);
  },
});

export const listInvitations = listing({
  id: 'listInvitations',
  tag,
  summary: 'List open invitations',
  description: 'Newest first.',
  permission: 'members:read',
  item: invitationShape,
  transaction: 'system',
  run: ({ tx, workspace, page, now }) => list(tx, workspace, { ...page, now }),
});

export const resendInvitation = operation({
  id: 'resendInvitation',
  tag,
  summary: 'Send an invitation again',
  description: 'With a new link and seven new days; it has a new id, and the old link is worth nothing any more.',
  permission: 'members:write',
  rate: 'writes',
  path: { id: 'invitation' },
  status: 201,
  reply: invitationShape,
  problems: ['session_required'],
  transaction: 'system',
  run: (asked) => inviteAgain(asked.tx, asked.house.mailer, actOf(asked), asked.params.id),
});

export const revokeInvitation = operation({
  id: 'revokeInvitation',
  tag,
  summary: 'Take an invitation back',
  permission: 'members:write',
  rate: 'writes',
  path: { id: 'invitation' },
  transaction: 'system',
  run: (asked) => revoke(asked.tx, actOf(asked), asked.params.id),
});

const ownTag = 'Account';

const ownInvitationShape = z
  .object({
    id: idShape('invitation'),
    workspace: z.object({ id: idShape('workspace'), name: z.string() }),
    role: invitedRole,
    invited_by: z.string().describe('Name or address of who invited.'),
    expires_at: time,
  })
  .meta({ id: 'OwnInvitation', description: 'An open invitation to your own, proven address.' });

export const listOwnInvitations = personListing({
  id: 'listOwnInvitations',
  tag: ownTag,
  summary: 'List invitations to you',
  description: 'Newest first.',
  permission: null,
  item: ownInvitationShape,
  run: async ({ tx, caller, now }) => (await invitationsTo(tx, caller.person, now)).map(show),
});

export const acceptInvitation = personOperation({
  id: 'acceptInvitation',
  tag: ownTag,
  summary: 'Accept an invitation',
  permission: null,
  rate: 'writes',
  path: { id: 'invitation' },
  reply: z.object({ workspace: idShape('workspace'), role: invitedRole }),
  problems: ['not_found'],
  async run({ house, tx, caller, params, now, requestId }) {
    const { person } = caller;
    const joining = { person, from: whereFrom(caller), at: now, requestId, isProven: false };
    const { live, role } = await accept(tx, params.id, joining);
    tx.afterCommit(() => house.memberRing.forget(person.id));
    return { workspace: showId('workspace', live), role };
  },
});

export const declineInvitation = personOperation({
  id: 'declineInvitation',
  tag: ownTag,
  summary: 'Turn an invitation down',
  permission: null,
  rate: 'writes',
  path: { id: 'invitation' },
  problems: ['not_found'],
  run: ({ tx, caller, params, now, requestId }) =>
    decline(tx, params.id, { person: caller.person, from: whereFrom(caller), at: now, requestId }),
});

function show({ id, live, workspaceName, role, inviter, expiresAt }: Invited) {
  return {
    id: showId('invitation', id),
    workspace: { id: showId('workspace', live), name: workspaceName },
    role,
    invited_by: inviter,
    expires_at: expiresAt.toISOString(),
  };
}
