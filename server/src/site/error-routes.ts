import type { FastifyInstance } from 'fastify';
import { type ProblemCode, problemCodes } from '../base/problem.ts';
import { type Brand, type ShowPage, showMissing } from './page.ts';
import { marked } from './prose.ts';

const codes = Object.entries(problemCodes).map(([code, facts]) => ({ code, ...facts }));

/** One page per problem code, which is where a problem's `type` leads, and a list of all. */
export function errorRoutes(
  app: FastifyInstance,
  { show, brand }: { show: ShowPage; brand: (host: string) => Brand },
): void {
  app.get('/errors', (request, reply) =>
    show(request, reply, {
      view: 'errors',
      title: 'Error codes',
      description: 'Every code the API can answer with, what it means and what to do.',
      style: 'reference.css',
      data: { groups: byStatus() },
    }),
  );
  app.get<{ Params: { code: string } }>('/errors/:code', (request, reply) => {
    const facts = codes.find(({ code }) => code === request.params.code);
    if (!facts) return showMissing(request, reply, show);
    return show(request, reply, {
      view: 'error',
      title: facts.code,
      description: `${facts.title}. ${facts.meaning}`,
      style: 'reference.css',
      data: {
        facts,
        marked,
        example: example(facts, brand(request.host).origin),
        others: codes.filter(({ status, code }) => status === facts.status && code !== facts.code),
      },
    });
  });
}

/** The fields every problem carries; `detail` and ids differ from case to case. */
function example({ code, title, status, meaning, way, retryable }: (typeof codes)[number], origin: string): string {
  const type = `${origin}/errors/${code}`;
  const plain = (text: string) => text.replaceAll('`', '');
  const problem = {
    type,
    title,
    status,
    code,
    detail: plain(meaning),
    params: {},
    errors: [],
    retryable,
    fix: { text: plain(way), url: type },
    request_id: 'req_…',
  };
  return JSON.stringify(problem, null, 2);
}

function byStatus(): { status: number; codes: (typeof codes)[number][] }[] {
  const statuses = [...new Set(codes.map(({ status }) => status))].sort((a, b) => a - b);
  return statuses.map((status) => ({ status, codes: codes.filter((facts) => facts.status === status) }));
}

/** Whether a text is a code that has a page; the reference links to no other. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problemCodes, text);
}
