import type { FieldError, Problem, ProblemCode, ProblemDetails } from '../base/problem.ts';
import { problemCodes } from '../base/problem.ts';

/** A refusal as the caller reads it (RFC 9457). */
export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  params: Record<string, string | number | boolean | null>;
  errors: FieldError[];
  retryable: boolean;
  fix: { text: string; url: string };
  request_id: string;
};

/** The media type of every refusal. */
export const problemType = 'application/problem+json; charset=utf-8';

/** One sentence for everything that is not there, so that a thing of another workspace cannot be told from a missing one. */
const notThere = 'There is no such thing here.';

/** Shapes a refusal; `origin` is the address of the caller's brand, under which each code has its page. */
export function problemBody(
  code: ProblemCode,
  told: Omit<ProblemDetails, 'cause'>,
  { origin, requestId }: { origin: string; requestId: string },
): ProblemBody {
  const facts = problemCodes[code];
  const page = `${origin}/errors/${code}`;
  const isMissing = code === 'not_found';
  return {
    type: page,
    title: facts.title,
    status: facts.status,
    code,
    detail: isMissing ? notThere : told.detail,
    params: isMissing ? {} : (told.params ?? {}),
    errors: isMissing ? [] : (told.errors ?? []),
    retryable: facts.retryable,
    fix: { text: told.fix?.text ?? facts.way, url: told.fix?.url ?? page },
    request_id: requestId,
  };
}

/** The headers a refusal brings besides its body. */
export function problemHeaders(problem: Pick<Problem, 'code' | 'told'>): Record<string, string> {
  const { code, told } = problem;
  const waits =
    problemCodes[code].status === 429 || problemCodes[code].status === 503 || code === 'idempotency_in_flight';
  const after = told.retryAfterSeconds ?? (waits ? 1 : undefined);
  return {
    ...(after === undefined ? {} : { 'retry-after': String(after) }),
    ...(problemCodes[code].status === 401 ? { 'www-authenticate': 'Bearer realm="API"' } : {}),
  };
}
