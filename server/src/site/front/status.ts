import { formatDateTime } from '../../languages/languages.ts';
import type { Condition } from './condition.ts';
import { readCondition } from './condition.ts';
import type { Front } from './deps.ts';

/** The state of the installation as it sees itself now, for people and for machines. Never kept by anybody. */
export function statusRoutes({ app, pages, show, probes, clock, version }: Front): void {
  pages.getAnyway('/status', async (visit) => {
    const { t, language, now } = visit;
    const condition = await readCondition(probes);
    visit.reply.header('cache-control', 'no-store');
    return show(visit, {
      view: 'front/status',
      title: t('status.title'),
      description: t('status.description'),
      style: 'front.css',
      status: codeOf(condition),
      data: { condition, at: now.toISOString(), atText: formatDateTime(language, now) },
    });
  });

  app.get('/status.json', async (_request, reply) => {
    const { state, parts } = await readCondition(probes);
    const shown = Object.entries(parts).map(([name, part]) => [
      name,
      { state: part.state, ...(part.lateMs === undefined ? {} : { late_ms: part.lateMs }) },
    ]);
    return reply
      .code(codeOf({ state, parts }))
      .header('cache-control', 'no-store')
      .send({ state, at: clock.now().toISOString(), version, parts: Object.fromEntries(shown) });
  });
}

/** 503 while the database is away, as nothing is accepted then; everything else is told in words. */
function codeOf({ parts }: Condition): number {
  return parts.database.state === 'good' ? 200 : 503;
}
