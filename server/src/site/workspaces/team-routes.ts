import { isConfirmed } from '../../accounts/accounts.ts';
import type { Id } from '../../base/id.ts';
import { parseId, showId } from '../../base/id.ts';
import { formatDate } from '../../languages/languages.ts';
import type { InvitedRole, MemberObject, OwnPair, Role } from '../../workspaces/workspaces.ts';
import {
  acceptOwnership,
  changeRole,
  endOffer,
  findOffer,
  invite,
  inviteAgain,
  isRole,
  listInvitations,
  listMembers,
  offerOwnership,
  reaches,
  removeMember,
  renameWorkspace,
  revokeInvitation,
  roleNames,
  roles,
} from '../../workspaces/workspaces.ts';
import { confirmFirst } from '../account/confirm.ts';
import { told } from '../account/told.ts';
import type { Filled, Outcome } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import type { Form } from '../form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import { actOf, attempt, home, may, pagePath, type TeamPages, withPair } from './parts.ts';

const shownMax = 200;

/** One workspace: its name and its team. */
export function teamRoutes(parts: TeamPages): void {
  const { pages, db, mailer, showOwn, forgetMember } = parts;

  async function draw(visit: OwnVisit, pair: OwnPair, filled: Filled): Promise<Page> {
    const { live } = pair;
    const page = { limit: shownMax, now: visit.now };
    const seesTeam = may(pair, 'members:read');
    const { members, invitations, offer } = await db.system(async (tx) => ({
      members: seesTeam ? (await listMembers(tx, live, page)).data : [],
      invitations: seesTeam ? (await listInvitations(tx, live, page)).data : [],
      offer: await findOffer(tx, live, visit.now),
    }));
    const mine = showId('member', pair.member);
    const reachable = roleNames.filter((role) => reaches(roles[pair.role].permissions, role));
    const option = (role: Role) => ({ value: role, text: visit.t(`role.${role}`) });
    const canChange = may(pair, 'members:write');
    const isLastOwner = members.filter(({ role }) => role === 'owner').length === 1;
    const heir = offer && members.find(({ id }) => id === offer.member);
    return {
      view: 'workspaces/workspace',
      title: live.name,
      data: {
        ...filled,
        ...frameOf(visit, pair, ''),
        canChange,
        canRename: may(pair, 'workspace:write'),
        canOffer: may(pair, 'workspace:transfer'),
        members: members.map((member) => ({
          ...member,
          isYou: member.id === mine,
          roleText: visit.t(`role.${member.role}`),
          since: formatDate(visit.language, new Date(member.joined_at)),
          // The only owner cannot step down, so no choice is offered.
          options:
            canChange && reachable.includes(member.role) && !(isLastOwner && member.role === 'owner')
              ? reachable.map(option)
              : [],
        })),
        heirs: members.filter(({ id, role }) => id !== mine && role !== 'owner').map(personOption),
        invitations: invitations.map((one) => ({
          ...one,
          roleText: visit.t(`role.${one.role}`),
          until: formatDate(visit.language, new Date(one.expires_at)),
        })),
        invitedRoles: reachable.filter((role) => role !== 'owner').map(option),
        roleMeanings: roleNames.map((role) => ({ role: visit.t(`role.${role}`), text: visit.t(`role_is.${role}`) })),
        offer: offer && {
          isToYou: offer.member === mine,
          heir: heir ? heir.name || heir.email : '',
          until: formatDate(visit.language, new Date(offer.expires_at)),
        },
        told: told(visit, tellings),
      },
    };
  }

  pages.ownGet(`${home}/:id`, (visit) =>
    withPair(visit, parts, async (pair) => showOwn(visit, await draw(visit, pair, empty))),
  );

  /** A form of this page: it does something, then the page says so. */
  function act(
    path: string,
    work: (asked: { visit: OwnVisit; pair: OwnPair; form: Form }) => Promise<Outcome>,
    field?: string,
  ) {
    pages.ownPost(`${home}/:id${path}`, (visit, form) =>
      withPair(visit, parts, (pair) =>
        answerForm(visit, form, {
          show: showOwn,
          draw: (_, filled) => draw(visit, pair, filled),
          act: () => attempt(visit, () => work({ visit, pair, form }), field),
        }),
      ),
    );
  }

  /** A form about one member. */
  function actOnMember(
    path: string,
    work: (asked: { visit: OwnVisit; pair: OwnPair; form: Form; id: Id<'member'> }) => Promise<Outcome>,
  ) {
    act(path, async ({ visit, pair, form }) => {
      const id = parseId('member', form.get('member'));
      return id ? work({ visit, pair, form, id }) : again({ form: visit.t('team.fault_gone') });
    });
  }

  act('/name', async ({ visit, pair, form }) => {
    const name = form.get('name');
    if (!may(pair, 'workspace:write')) return again({ form: visit.t('team.fault_reach') });
    if (name === '' || name.length > 100) return again({ name: visit.t('team.name_wrong') });
    await db.system((tx) => renameWorkspace(tx, actOf(visit, pair, parts), name));
    return go(`${pagePath(pair)}?told=workspace_renamed`);
  });

  actOnMember('/role', async ({ visit, pair, form, id }) => {
    const role = form.get('role');
    if (!may(pair, 'members:write') || !isRole(role)) return again({ form: visit.t('team.fault_reach') });
    if (isPowerful(role) && !isConfirmed(visit.reader.session, visit.now)) return confirmFirst(pagePath(pair));
    const { person } = await db.system((tx) => changeRole(tx, actOf(visit, pair, parts), { id, role }));
    forgetMember(person);
    return go(`${pagePath(pair)}?told=role_changed`);
  });

  actOnMember('/remove', async ({ visit, pair, id }) => {
    if (!may(pair, 'members:write')) return again({ form: visit.t('team.fault_reach') });
    if (!isConfirmed(visit.reader.session, visit.now)) return confirmFirst(pagePath(pair));
    const { person } = await db.system((tx) => removeMember(tx, actOf(visit, pair, parts), id));
    forgetMember(person);
    return go(
      person === visit.reader.person.id ? `${home}?told=workspace_left` : `${pagePath(pair)}?told=member_removed`,
    );
  });

  act('/leave', async ({ visit, pair }) => {
    await db.system((tx) => removeMember(tx, actOf(visit, pair, parts), pair.member));
    forgetMember(visit.reader.person.id);
    return go(`${home}?told=workspace_left`);
  });

  act(
    '/invite',
    async ({ visit, pair, form }) => {
      const role = form.get('role');
      if (!may(pair, 'members:write') || !isInvitedRole(role)) return again({ form: visit.t('team.fault_reach') });
      if (role === 'admin' && !isConfirmed(visit.reader.session, visit.now)) return confirmFirst(pagePath(pair));
      const email = form.get('email');
      await db.system((tx) => invite(tx, mailer, actOf(visit, pair, parts), { email, role }));
      return go(`${pagePath(pair)}?told=invited`);
    },
    'email',
  );

  act('/invite-again', async ({ visit, pair, form }) => {
    const id = parseId('invitation', form.get('invitation'));
    if (!id || !may(pair, 'members:write')) return again({ form: visit.t('team.fault_gone') });
    await db.system((tx) => inviteAgain(tx, mailer, actOf(visit, pair, parts), id));
    return go(`${pagePath(pair)}?told=invited`);
  });

  act('/uninvite', async ({ visit, pair, form }) => {
    const id = parseId('invitation', form.get('invitation'));
    if (!id || !may(pair, 'members:write')) return again({ form: visit.t('team.fault_gone') });
    await db.system((tx) => revokeInvitation(tx, actOf(visit, pair, parts), id));
    return go(`${pagePath(pair)}?told=uninvited`);
  });

  actOnMember('/offer', async ({ visit, pair, id }) => {
    if (!isConfirmed(visit.reader.session, visit.now)) return confirmFirst(pagePath(pair));
    await db.system((tx) => offerOwnership(tx, mailer, actOf(visit, pair, parts), id));
    return go(`${pagePath(pair)}?told=offered`);
  });

  act('/accept', async ({ visit, pair }) => {
    const { from } = await db.system((tx) => acceptOwnership(tx, actOf(visit, pair, parts)));
    for (const person of [from, visit.reader.person.id]) forgetMember(person);
    return go(`${pagePath(pair)}?told=now_owner`);
  });

  act('/end-offer', async ({ visit, pair }) => {
    await db.system((tx) => endOffer(tx, actOf(visit, pair, parts)));
    return go(`${pagePath(pair)}?told=offer_ended`);
  });
}

/** What every page of a workspace shows around itself. */
export function frameOf(visit: OwnVisit, pair: OwnPair, here: '' | 'keys' | 'record') {
  const { live, sandbox, role } = pair;
  const tab = (part: '' | 'keys' | 'record', text: string) => ({
    href: pagePath(pair, part),
    text,
    isHere: part === here,
  });
  return {
    // The side navigation marks the list, of which this is a part.
    path: home,
    workspace: {
      name: live.name,
      path: pagePath(pair),
      live: showId('workspace', live.id),
      sandbox: showId('workspace', sandbox.id),
      role,
      roleText: visit.t(`role.${role}`),
      suspended: live.state === 'suspended' ? (live.stateReason ?? '') : undefined,
    },
    tabs: [
      tab('', visit.t('team.tab_team')),
      ...(may(pair, 'api_keys:read') ? [tab('keys', visit.t('team.tab_keys'))] : []),
      ...(may(pair, 'audit:read') ? [tab('record', visit.t('team.tab_record'))] : []),
    ],
  };
}

const tellings = [
  'invited',
  'member_removed',
  'now_owner',
  'offer_ended',
  'offered',
  'role_changed',
  'uninvited',
  'workspace_joined',
  'workspace_made',
  'workspace_renamed',
] as const;

function isPowerful(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}

function isInvitedRole(text: string): text is InvitedRole {
  return isRole(text) && text !== 'owner';
}

function personOption({ id, name, email }: MemberObject) {
  return { value: id, text: name ? `${name} (${email})` : email };
}
