import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isOurFault, refusalOf } from '../base/failure.ts';
import type { Log } from '../base/log.ts';
import type { Problem, ProblemCode } from '../base/problem.ts';
import { problemCodes } from '../base/problem.ts';
import type { ShowPage } from './page.ts';
import { showMissing } from './page.ts';
import type { Visit, Visits } from './visit.ts';
import { waitText } from './wait.ts';

/** What a page says of a refusal; every code has one of these. */
type Kind = 'failed' | 'unavailable' | 'too_often' | 'too_large' | 'wrong_type' | 'refused';

const kinds: Partial<Record<ProblemCode, Kind>> = {
  unexpected: 'failed',
  unavailable: 'unavailable',
  rate_limited: 'too_often',
  body_too_large: 'too_large',
  unsupported_media_type: 'wrong_type',
};

/** The largest form, in bytes. */
export const formBytesMax = 64 * 1024;

/**
 * Answers whatever goes wrong on a page with a page: what happened, why, what to do, and the request's number; ours are logged,
 * once. Programs, and everything under /v1, are left to the API's own answer.
 */
export function answerFailures(
  app: FastifyInstance,
  { visits, show, log }: { visits: Visits; show: ShowPage; log: Log },
): void {
  app.setErrorHandler(async (error, request, reply) => {
    if (!wantsPage(request)) throw error;
    const problem = refusalOf(error, { bodyLimitBytes: formBytesMax });
    if (isOurFault(problem)) {
      log.error('page failed', {
        error: problem.cause ?? problem,
        request_id: request.id,
        code: problem.code,
        method: request.method,
        route: request.routeOptions.url ?? '',
      });
    }
    return showFailed(await visits.again(request, reply), show, problem);
  });
}

/** Does a browser ask for something to look at? */
export function wantsPage(request: FastifyRequest): boolean {
  return !/^\/v\d/.test(request.url) && (request.headers.accept ?? '').includes('text/html');
}

function showFailed(visit: Visit, show: ShowPage, problem: Problem): FastifyReply {
  if (problem.code === 'not_found') return showMissing(visit, show);
  const kind = kinds[problem.code] ?? 'refused';
  const { retryAfterSeconds } = problem.told;
  visit.reply.header('cache-control', 'no-store');
  if (retryAfterSeconds !== undefined) visit.reply.header('retry-after', String(retryAfterSeconds));
  const title = visit.t(`failed.${kind}_title`);
  return show(visit, {
    view: 'failed',
    title,
    style: 'legal.css',
    indexed: false,
    status: problemCodes[problem.code].status,
    data: {
      heading: title,
      text: visit.t(`failed.${kind}_text`, {
        wait: waitText(visit.t, retryAfterSeconds ?? 5),
        kilobytes: formBytesMax / 1024,
      }),
      requestId: visit.request.id,
    },
  });
}
