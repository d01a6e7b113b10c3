import { parseId, showId } from '../../base/id.ts';
import { formatDateTime, formatNumber } from '../../languages/languages.ts';
import type { Mail, MailState } from '../../mail/mail.ts';
import { countMails, listMails, readLetter, resendMail, sendKept } from '../../mail/mail.ts';
import { type ShowPage, showMissing } from '../page.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { param, queried } from '../routes.ts';
import type { AdminDeps } from './deps.ts';
import type { ShowAdmin } from './frame.ts';
import { mailInUse } from './mail-in-use.ts';
import { noteAct } from './note.ts';
import { toldOf } from './told.ts';

const pageSize = 50;
const states: readonly MailState[] = ['queued', 'kept', 'failed', 'sent'];

/** `/admin/outbox`: every letter of the last month, what waits and why, and what it says as long as it was not sent. */
export function outboxRoutes(
  pages: PageRoutes,
  show: ShowAdmin,
  { showPage, ...deps }: AdminDeps & { showPage: ShowPage },
): void {
  const { db, secrets, brands, given } = deps;

  pages.adminGet('/admin/outbox', async (visit) => {
    const state = states.find((one) => one === queried(visit, 'state'));
    const before = parseId('mail', queried(visit, 'before'));
    const found = await db.system(async (tx) => ({
      mails: await listMails(tx, { limit: pageSize + 1, ...(before && { before }), ...(state && { state }) }),
      counts: await countMails(tx),
      mail: await mailInUse(tx, secrets, given.mail),
    }));
    const shown = found.mails.slice(0, pageSize);
    const last = found.mails.length > pageSize ? shown.at(-1) : undefined;
    const query = (more: Record<string, string>) => `?${new URLSearchParams(more)}`;
    return show(visit, {
      view: 'admin/outbox',
      title: visit.t('admin.outbox'),
      data: {
        mails: shown.map((mail) => present(visit, mail)),
        state,
        states: states.map((one) => ({
          state: one,
          href: `/admin/outbox${query({ state: one })}`,
          count: formatNumber(visit.language, found.counts[one]),
        })),
        older: last && `/admin/outbox${query({ ...(state && { state }), before: showId('mail', last.id) })}`,
        hasMail: found.mail !== null,
        kept: found.counts.kept,
        told: toldOf(visit, ['kept_sent', 'resent']),
      },
    });
  });

  pages.adminPost('/admin/outbox/send-kept', async (visit) => {
    await db.system(async (tx) => {
      const sent = await sendKept(tx, visit.now);
      await noteAct(tx, visit, { action: 'letters.resent', details: { count: sent } });
    });
    return visit.reply.redirect('/admin/outbox?told=kept_sent', 303);
  });

  pages.adminGet('/admin/outbox/:id', async (visit) => {
    const id = parseId('mail', param(visit, 'id'));
    const found = id && (await db.system((tx) => readLetter(tx, { secrets, brandById: brands.byId }, id)));
    if (!found) return showMissing(visit, showPage);
    const { mail, letter } = found;
    // A letter may hold a link that signs its reader in, so that it was read must never be a secret.
    if (letter) {
      await db.system((tx) =>
        noteAct(tx, visit, {
          action: 'letter.read',
          target: showId('mail', mail.id),
          details: { kind: mail.template },
        }),
      );
    }
    return show(visit, {
      view: 'admin/letter',
      title: visit.t('admin.letter'),
      data: {
        mail: present(visit, mail),
        letter,
        sentAt: mail.sentAt && formatDateTime(visit.language, mail.sentAt),
        lastError: mail.lastError,
        mayResend: letter !== null && (mail.state === 'kept' || mail.state === 'failed'),
        told: toldOf(visit, ['resent']),
      },
    });
  });

  pages.adminPost('/admin/outbox/:id', async (visit) => {
    const id = parseId('mail', param(visit, 'id'));
    const isSent =
      id !== undefined &&
      (await db.system(async (tx) => {
        const resent = await resendMail(tx, id);
        if (resent) await noteAct(tx, visit, { action: 'letter.resent', target: showId('mail', id) });
        return resent;
      }));
    if (!id || !isSent) return showMissing(visit, showPage);
    return visit.reply.redirect(`/admin/outbox/${showId('mail', id)}?told=resent`, 303);
  });
}

function present({ language, t }: OwnVisit, mail: Mail) {
  return {
    id: showId('mail', mail.id),
    to: mail.to,
    kind: mail.template,
    state: mail.state,
    stateText: t(`admin.mail_${mail.state}`),
    tries: formatNumber(language, mail.attempts),
    at: formatDateTime(language, mail.createdAt),
    iso: mail.createdAt.toISOString(),
  };
}
