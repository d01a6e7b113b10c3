import type { FastifyReply } from 'fastify';
import { parseId, showId } from '../../base/id.ts';
import { Problem } from '../../base/problem.ts';
import { formatDate } from '../../languages/languages.ts';
import {
  acceptInvitation,
  declineInvitation,
  invitationsTo,
  listPairs,
  ownPair,
  refuseTooManyOwned,
} from '../../workspaces/workspaces.ts';
import { told } from '../account/told.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import type { Form } from '../form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import { attempt, home, pagePath, type TeamPages, whereFrom } from './parts.ts';

const nameMax = 100;

/** `/account/workspaces`: which ones a person is in, invitations to more, and making one. */
export function listRoutes({ pages, db, showOwn, openPair, forgetMember }: TeamPages): void {
  async function draw(visit: OwnVisit, filled: Filled): Promise<Page> {
    const { person } = visit.reader;
    const { pairs, invited } = await db.system(async (tx) => ({
      pairs: await listPairs(tx, person.id),
      invited: await invitationsTo(tx, person, visit.now),
    }));
    return {
      view: 'workspaces/list',
      title: visit.t('team.list_title'),
      data: {
        ...filled,
        pairs: pairs.map((pair) => ({
          href: pagePath(pair),
          name: pair.live.name,
          role: visit.t(`role.${pair.role}`),
          isSuspended: pair.live.state === 'suspended',
        })),
        invited: invited.map(({ id, workspaceName, role, inviter, expiresAt }) => ({
          id: showId('invitation', id),
          name: workspaceName,
          role: visit.t(`role.${role}`),
          inviter,
          until: formatDate(visit.language, expiresAt),
        })),
        nameMax,
        told: told(visit, ['invitation_declined', 'workspace_left']),
      },
    };
  }

  pages.ownGet(home, async (visit) => showOwn(visit, await draw(visit, empty)));

  pages.ownPost(home, (visit, form) =>
    answerForm(visit, form, {
      show: showOwn,
      draw,
      act: () =>
        attempt(visit, async () => {
          const name = form.get('name');
          if (name === '' || name.length > nameMax) return again({ name: visit.t('team.name_wrong') });
          const { person } = visit.reader;
          const at = visit.now;
          const live = await db.system(async (tx) => {
            await refuseTooManyOwned(tx, person.id);
            const made = await openPair(tx, { name, reseller: person.reseller, at });
            await ownPair(tx, made.live, { person, from: whereFrom(visit), at, requestId: visit.request.id });
            return made.live;
          });
          return go(`${pagePath({ live })}?told=workspace_made`);
        }),
    }),
  );

  pages.ownPost(`${home}/join`, (visit, form) =>
    answerInvitation(visit, form, async (id) => {
      const { person } = visit.reader;
      const joining = { person, from: whereFrom(visit), at: visit.now, requestId: visit.request.id, isProven: false };
      const { live } = await db.system((tx) => acceptInvitation(tx, id, joining));
      forgetMember(person.id);
      return `${home}/${showId('workspace', live)}?told=workspace_joined`;
    }),
  );

  pages.ownPost(`${home}/decline`, (visit, form) =>
    answerInvitation(visit, form, async (id) => {
      const { person } = visit.reader;
      const joining = { person, from: whereFrom(visit), at: visit.now, requestId: visit.request.id };
      await db.system((tx) => declineInvitation(tx, id, joining));
      return `${home}?told=invitation_declined`;
    }),
  );
}

type InvitationId = NonNullable<ReturnType<typeof parseId<'invitation'>>>;

/** Goes where the answer to an invitation leads; one that is over is simply not on the list any more. */
async function answerInvitation(
  visit: OwnVisit,
  form: Form,
  work: (id: InvitationId) => Promise<string>,
): Promise<FastifyReply> {
  const id = parseId('invitation', form.get('id'));
  const to = id
    ? await work(id).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'not_found') return home;
        throw error;
      })
    : home;
  return visit.reply.redirect(to, 303);
}
