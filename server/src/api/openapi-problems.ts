import { createHash } from 'node:crypto';
import type { ProblemCode } from '../base/problem.ts';
import { problemCodes } from '../base/problem.ts';
import type { Operation } from './operation.ts';
import { problemBody, problemHeaders } from './problem-reply.ts';
import type { Route } from './serve.ts';

const everywhere: ProblemCode[] = [
  'bad_request',
  'key_in_query',
  'session_expired',
  'csrf_failed',
  'uri_too_long',
  'misdirected_host',
  'validation_failed',
  'rate_limited',
  'unexpected',
  'unavailable',
];
/** By whom it is for. A member whose workspace is none of theirs hears that it is not there. */
const byCaller: Record<Operation['for'], ProblemCode[]> = {
  workspace: [
    'key_missing',
    'key_malformed',
    'key_unknown',
    'key_revoked',
    'key_expired',
    'workspace_required',
    'not_found',
    'scope_missing',
  ],
  person: ['session_required'],
};
const withBody: ProblemCode[] = ['malformed_json', 'body_too_large', 'unsupported_media_type'];
const withKey: ProblemCode[] = ['idempotency_in_flight', 'idempotency_key_reused'];

/** The codes a route can answer with, by status. */
export function refusalsOf({ method, path, operation }: Route): Map<number, ProblemCode[]> {
  const codes = new Set<ProblemCode>([
    ...everywhere,
    ...byCaller[operation.for],
    ...(operation.sensitive ? (['confirmation_required'] as const) : []),
    ...(method === 'GET' ? [] : withBody),
    ...(method === 'POST' ? withKey : []),
    ...(path.includes('{') ? (['not_found'] as const) : []),
    ...(operation.tag === 'Simulator' || operation.missing ? (['not_available'] as const) : []),
    ...(operation.rate === 'sends' ? (['workspace_suspended'] as const) : []),
    ...(operation.problems ?? []),
  ]);
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...codes].sort()) {
    const { status } = problemCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

/** Collects responses that refuse; the same set of codes stands once under `components`. */
export type Refusals = { of(status: number, codes: ProblemCode[]): object; named(): Record<string, object> };

export function createRefusals(): Refusals {
  const components = new Map<string, object>();
  return {
    of(status, codes) {
      const name = `Refused${status}_${createHash('sha256').update(codes.join()).digest('hex').slice(0, 6)}`;
      components.set(name, refusal(codes));
      return { $ref: `#/components/responses/${name}` };
    },
    named: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** One example of each refusal. */
export function refusalExamples(): Record<string, object> {
  const about = { origin: 'https://wa.example.com', requestId: 'req_0f2b6f3e9d524c1f8a7b21c0d9e4a1b2' };
  const codes = Object.entries(problemCodes).map(([code, facts]) => {
    // The table's own keys.
    const body = problemBody(code as ProblemCode, { detail: facts.meaning.replaceAll('`', '') }, about);
    return [code, { summary: facts.title, value: body }];
  });
  return Object.fromEntries(codes);
}

function refusal(codes: ProblemCode[]): object {
  const waits = codes.some((code) => 'retry-after' in problemHeaders({ code, told: { detail: '' } }));
  return {
    description: codes.map((code) => `\`${code}\`: ${problemCodes[code].title}.`).join(' '),
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
      ...(waits ? { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } : {}),
    },
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}
