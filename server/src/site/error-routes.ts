import { type ProblemCode, problemCodes } from '../base/problem.ts';
import { type ShowPage, showMissing } from './page.ts';
import { marked } from './prose.ts';
import { type PageRoutes, param } from './routes.ts';

const codes = Object.entries(problemCodes).map(([code, facts]) => ({ code, ...facts }));

/** One page per problem code, which is where a problem's `type` leads, and a list of all. */
export function errorRoutes(pages: PageRoutes, show: ShowPage): void {
  pages.getInEnglish('/errors', (visit) =>
    show(visit, {
      view: 'errors',
      title: 'Error codes',
      description: 'Every code the API can answer with, what it means and what to do.',
      style: 'reference.css',
      translated: false,
      data: { groups: byStatus() },
    }),
  );
  pages.getInEnglish('/errors/:code', (visit) => {
    const facts = codes.find(({ code }) => code === param(visit, 'code'));
    if (!facts) return showMissing(visit, show);
    return show(visit, {
      view: 'error',
      title: facts.code,
      description: `${facts.title}. ${facts.meaning}`,
      style: 'reference.css',
      translated: false,
      data: {
        facts,
        marked,
        example: example(facts, visit.brand.origin),
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
