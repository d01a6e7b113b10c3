import { agentLabel, networkOf } from '../../accounts/accounts.ts';
import type { Db } from '../../db/db.ts';
import { formatDate, formatDateTime, languageFacts, localPath } from '../../languages/languages.ts';
import { acknowledge, documentName, isLegalDocument, listChoices, listNotices, told } from '../../legal/legal.ts';
import { createShowOwn } from '../account/frame.ts';
import { safePath } from '../form.ts';
import { type ShowPage, showMissing } from '../page.ts';
import type { PageRoutes } from '../routes.ts';

/** `/account/notices`: all changes of legal documents a person was told of, and their answers about optional cookies. */
export function noticeRoutes({ pages, show, db }: { pages: PageRoutes; show: ShowPage; db: Db }): void {
  const showOwn = createShowOwn(show);
  pages.ownGet('/account/notices', async (visit) => {
    const { t, language, reader } = visit;
    const { person } = reader;
    const { dir } = languageFacts(language);
    const { notices, choices } = await db.system(async (tx) => ({
      notices: await listNotices(tx, person),
      choices: await listChoices(tx, person.id),
    }));
    return showOwn(visit, {
      view: 'legal/account-notices',
      title: t('notices.title'),
      style: ['account.css', 'legal.css'],
      data: {
        notices: notices.map((notice) => ({
          ...notice,
          name: documentName(t, notice),
          summary: told(notice.summaries, { language, dir }),
          published: formatDate(language, notice.publishedAt),
          effective: formatDate(language, new Date(notice.effectiveOn)),
          done: notice.doneAt && { iso: notice.doneAt.toISOString(), text: formatDateTime(language, notice.doneAt) },
          href: localPath(language, `/legal/${notice.document}/versions/${notice.version}`),
          changes: localPath(language, `/legal/${notice.document}/versions/${notice.version}/changes`),
        })),
        choices: choices.map((choice) => ({
          ...choice,
          when: { iso: choice.at.toISOString(), text: formatDateTime(language, choice.at) },
        })),
      },
    });
  });

  pages.ownPost('/account/notices/acknowledge', async (visit, form) => {
    const { reader, knock, now, request, reply } = visit;
    const document = form.get('document');
    const version = Number(form.get('version'));
    if (!isLegalDocument(document) || !Number.isInteger(version)) return showMissing(visit, show);
    const isDone = await db.system((tx) =>
      acknowledge(tx, {
        person: reader.person,
        document,
        version,
        at: now,
        from: { network: networkOf(knock.address), agent: agentLabel(knock.userAgent) },
        requestId: request.id,
      }),
    );
    if (!isDone) return showMissing(visit, show);
    return reply.redirect(safePath(form.get('back')) ?? '/account/notices', 303);
  });
}
