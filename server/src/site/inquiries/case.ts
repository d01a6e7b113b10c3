import type { FastifyReply } from 'fastify';
import type { AbuseCase, CaseStep } from '../../cases/cases.ts';
import { isProvable } from '../../cases/cases.ts';
import { formatDate, formatDateTime } from '../../languages/languages.ts';
import { showMissing } from '../page.ts';
import type { Visit } from '../visit.ts';
import { keepSecret, linkOf } from './application.ts';
import type { Inquiries } from './deps.ts';

const path = '/report-abuse/:reference/:secret';

/** What the reporter has to do next, or what became of it. */
type Situation = 'send' | 'send_pretend' | 'wait_for_mail' | 'run_out' | 'open' | 'suspended' | 'dismissed';

/** A reporter's own page, by the secret in its address: how to prove the number, and what became of the report. */
export function caseRoutes({ pages, show, cases }: Inquiries): void {
  pages.get(path, async (visit) => {
    const seen = await cases.look(linkOf(visit));
    if (!seen) return showMissing(visit, show);
    return showCase(visit, seen.abuseCase, seen.steps);
  });

  // The page's own script asks here, and loads the page again when something has changed.
  pages.get(`${path}/state`, async (visit) => {
    const seen = await cases.look(linkOf(visit));
    if (!seen) return showMissing(visit, show);
    keepSecret(visit);
    return visit.reply.send({ state: seen.abuseCase.state });
  });

  async function showCase(visit: Visit, abuseCase: AbuseCase, steps: CaseStep[]): Promise<FastifyReply> {
    const { t, language } = visit;
    const desk = await cases.desk();
    const situation = situationOf(abuseCase, { desk, now: visit.now });
    const code = abuseCase.proofCode;
    keepSecret(visit);
    return show(visit, {
      view: 'inquiries/case',
      title: t('case.title', { reference: abuseCase.reference }),
      description: t('case.title', { reference: abuseCase.reference }),
      style: 'inquiries.css',
      ...(situation === 'send' || situation === 'send_pretend' ? { script: 'case.js' } : {}),
      indexed: false,
      translated: false,
      data: {
        situation,
        code,
        desk,
        reference: abuseCase.reference,
        state: abuseCase.state,
        // Enough to know which phone to take; this page may be read over a shoulder.
        ownEnd: abuseCase.reporterPhone.slice(-4),
        chat: desk && `https://wa.me/${desk.phone.slice(1)}?text=${encodeURIComponent(code)}`,
        runsOut: formatDate(language, new Date(abuseCase.createdAt.getTime() + 7 * 86_400_000)),
        isHere: steps.some(({ what }) => what === 'suppressed'),
        note: steps.findLast(({ what }) => what === 'dismissed')?.note ?? '',
        steps: told(steps).map(({ what, at }) => ({ what, when: formatDateTime(language, at) })),
      },
    });
  }
}

function situationOf(
  abuseCase: AbuseCase,
  { desk, now }: { desk: { isSandbox: boolean } | undefined; now: Date },
): Situation {
  if (abuseCase.state !== 'unproven') return abuseCase.state;
  if (!desk) return 'wait_for_mail';
  if (!isProvable(abuseCase, now)) return 'run_out';
  return desk.isSandbox ? 'send_pretend' : 'send';
}

/** The steps as the reporter is told them: each kind once, without the workspaces they name. */
function told(steps: CaseStep[]): CaseStep[] {
  return steps.filter(({ what }, at) => steps.findIndex((step) => step.what === what) === at);
}
