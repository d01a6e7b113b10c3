import type { FastifyReply } from 'fastify';
import { showId } from '../../base/id.ts';
import { Problem } from '../../base/problem.ts';
import { formatDate, localPath } from '../../languages/languages.ts';
import type { Invited } from '../../workspaces/workspaces.ts';
import { acceptInvitation, lookAtInvitation } from '../../workspaces/workspaces.ts';
import { createShowDoor } from '../account/entering.ts';
import { param } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { home, type TeamPages, whereFrom } from './parts.ts';

/** `/join/:token`: where the letter of an invitation leads. Looking at it uses nothing up, because scanners of mail look too. */
export function joinRoutes({ pages, db, show, forgetMember }: TeamPages): void {
  const showDoor = createShowDoor(show);

  /** The open invitation of this link; one to the people of another reseller leads nowhere here. */
  async function look(visit: Visit): Promise<Invited | undefined> {
    const found = await db.system((tx) => lookAtInvitation(tx, param(visit, 'token'), visit.now));
    return found?.reseller === visit.brand.reseller ? found : undefined;
  }

  function draw(visit: Visit, invited: Invited): FastifyReply {
    const { reader } = visit;
    const who = reader.is === 'signed_in' ? reader.person.email : undefined;
    const path = localPath(visit.language, `/join/${param(visit, 'token')}`);
    return showDoor(visit, {
      view: 'workspaces/join',
      title: visit.t('join.title', { workspace: invited.workspaceName }),
      data: {
        invited,
        roleText: visit.t(`role.${invited.role}`),
        roleMeaning: visit.t(`role_is.${invited.role}`),
        until: formatDate(visit.language, invited.expiresAt),
        who,
        isTheirs: who === invited.email,
        act: path,
        login: `${localPath(visit.language, '/login')}?next=${encodeURIComponent(path)}`,
        register: `${localPath(visit.language, '/register')}?invitation=${param(visit, 'token')}`,
      },
    });
  }

  function drawStale(visit: Visit): FastifyReply {
    return showDoor(visit, { view: 'workspaces/join-stale', title: visit.t('join.stale_title'), status: 404 });
  }

  pages.get('/join/:token', async (visit) => {
    const invited = await look(visit);
    return invited ? draw(visit, invited) : drawStale(visit);
  });

  pages.post('/join/:token', async (visit) => {
    const invited = await look(visit);
    if (!invited) return drawStale(visit);
    const { reader } = visit;
    // Signed out meanwhile, or somebody else: the page says what to do.
    if (reader.is !== 'signed_in' || reader.person.email !== invited.email) return draw(visit, invited);
    const { person } = reader;
    const joining = { person, from: whereFrom(visit), at: visit.now, requestId: visit.request.id, isProven: true };
    const joined = await db
      .system((tx) => acceptInvitation(tx, invited.id, joining))
      .catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'not_found') return undefined;
        throw error;
      });
    if (!joined) return drawStale(visit);
    forgetMember(person.id);
    return visit.reply.redirect(`${home}/${showId('workspace', joined.live)}?told=workspace_joined`, 303);
  });
}
