import { parseId, showId } from '../../base/id.ts';
import { formatDateTime } from '../../languages/languages.ts';
import { askingOf } from '../account/entering.ts';
import { type ShowPage, showMissing } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import type { AdminDeps } from './deps.ts';
import type { ShowAdmin } from './frame.ts';
import { toldOf } from './told.ts';

const shownMax = 100;

/** `/admin/waiting`: people who signed up and wait to be let in. */
export function waitingRoutes(
  pages: PageRoutes,
  show: ShowAdmin,
  { accounts, showPage }: AdminDeps & { showPage: ShowPage },
): void {
  pages.adminGet('/admin/waiting', async (visit) => {
    const people = await accounts.waiting(shownMax);
    return show(visit, {
      view: 'admin/waiting',
      title: visit.t('admin.waiting'),
      data: {
        people: people.map(({ id, name, email, language, createdAt }) => ({
          id: showId('person', id),
          name,
          email,
          language,
          at: formatDateTime(visit.language, createdAt),
          iso: createdAt.toISOString(),
        })),
        told: toldOf(visit, ['approved', 'declined']),
      },
    });
  });

  // The verbs write into the record of the person concerned.
  for (const [act, told] of [
    ['approve', 'approved'],
    ['decline', 'declined'],
  ] as const) {
    pages.adminPost(`/admin/waiting/${act}`, async (visit, form) => {
      const id = parseId('person', form.get('id'));
      const isDone = id !== undefined && (await accounts[act](askingOf(visit), id, visit.reader.person));
      if (!isDone) return showMissing(visit, showPage);
      return visit.reply.redirect(`/admin/waiting?told=${told}`, 303);
    });
  }
}
