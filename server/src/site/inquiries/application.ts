import type { FastifyReply } from 'fastify';
import { formatDateTime, localPath } from '../../languages/languages.ts';
import type { Seen } from '../../resellers/resellers.ts';
import { applicationPath, mayWithdraw } from '../../resellers/resellers.ts';
import { showMissing } from '../page.ts';
import { param, queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import type { Inquiries } from './deps.ts';

const path = '/resellers/application/:reference/:secret';

/** An applicant's own page, by the secret in its address: how far it is, and a way to take it back. */
export function applicationRoutes({ pages, show, applications }: Inquiries): void {
  pages.get(path, async (visit) => {
    const seen = await applications.look(linkOf(visit));
    return seen ? showSeen(visit, seen) : showMissing(visit, show);
  });

  pages.post(path, async (visit) => {
    const link = linkOf(visit);
    const outcome = await applications.withdraw(link);
    if (outcome === 'missing') return showMissing(visit, show);
    const here = localPath(visit.language, applicationPath(link.reference, link.secret));
    return visit.reply.redirect(outcome === 'ended' ? `${here}?told=ended` : here, 303);
  });

  function showSeen(visit: Visit, { application, steps }: Seen): FastifyReply {
    const { t } = visit;
    keepSecret(visit);
    return show(visit, {
      view: 'inquiries/application',
      title: t('application.title', { reference: application.reference }),
      description: t('application.title', { reference: application.reference }),
      style: 'inquiries.css',
      indexed: false,
      translated: false,
      data: {
        application,
        told: queried(visit, 'told') === 'ended' ? t('application.ended') : undefined,
        mayWithdraw: mayWithdraw(application),
        steps: steps.map((step) => ({ ...step, when: formatDateTime(visit.language, step.at) })),
      },
    });
  }
}

/** A page whose address is its key: kept nowhere, and told to no other page. */
export function keepSecret({ reply }: Visit): void {
  reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
}

export function linkOf(visit: Visit): { reference: string; secret: string } {
  return { reference: param(visit, 'reference'), secret: param(visit, 'secret') };
}
