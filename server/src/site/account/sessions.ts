import type { Id } from '../../base/id.ts';
import { parseId, showId } from '../../base/id.ts';
import { formatDateTime } from '../../languages/languages.ts';
import type { PageRoutes } from '../routes.ts';
import { askingOf } from './entering.ts';
import type { AccountPages } from './parts.ts';
import { told } from './told.ts';

const home = '/account/sessions';

/** `/account/sessions`: where a person is signed in or remembered, and ending that. */
export function sessionRoutes(pages: PageRoutes, { accounts, showOwn }: AccountPages): void {
  pages.ownGet(home, async (visit) => {
    const { session, person } = visit.reader;
    const { sessions, browsers } = await accounts.overview(person.id);
    const time = (at: Date) => ({ iso: at.toISOString(), text: formatDateTime(visit.language, at) });
    return showOwn(visit, {
      view: 'account/sessions',
      title: visit.t('sessions.title'),
      data: {
        sessions: sessions.map((one) => ({
          id: showId('session', one.id),
          agent: one.agent,
          network: one.network,
          isThis: one.id === session.id,
          isRemembered: one.remembered !== null,
          began: time(one.createdAt),
          seen: time(one.seenAt),
        })),
        browsers: browsers.map((one) => ({
          id: showId('browser', one.id),
          agent: one.agent,
          network: one.network,
          isThis: one.id === session.remembered,
          began: time(one.createdAt),
          seen: time(one.lastUsedAt),
          ends: time(one.expiresAt),
        })),
        told: told(visit, ['session_ended', 'browser_forgotten', 'others_ended']),
      },
    });
  });

  pages.ownPost(`${home}/end`, async (visit, form) => {
    const id = parseId('session', form.get('id'));
    // One that has ended meanwhile is as good as ended now.
    if (id) await accounts.endSession(askingOf(visit), visit.reader.session, id);
    return visit.reply.redirect(`${home}?told=session_ended`, 303);
  });

  pages.ownPost(`${home}/forget`, async (visit, form) => {
    const id: Id<'browser'> | undefined = parseId('browser', form.get('id'));
    if (id) await accounts.forgetBrowser(askingOf(visit), visit.reader.session, id);
    // The session born from it ends too; if that is this one, the next page asks to sign in.
    if (id === visit.reader.session.remembered) visit.setCookie('remember_me', null);
    return visit.reply.redirect(`${home}?told=browser_forgotten`, 303);
  });

  pages.ownPost(`${home}/end-others`, async (visit) => {
    const { token } = await accounts.endAllOthers(askingOf(visit), visit.reader.session);
    visit.signIn(token);
    return visit.reply.redirect(`${home}?told=others_ended`, 303);
  });
}
