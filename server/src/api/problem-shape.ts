import { z } from 'zod';
import type { ProblemCode } from '../base/problem.ts';
import { problemCodes } from '../base/problem.ts';

/** A refusal, for the reference and for lists that hold refusals. */
export const problemShape = z
  .object({
    type: z.string().describe('The address of the page about this code.'),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(codes()),
    detail: z.string().describe('What went wrong this time, in a sentence.'),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    errors: z.array(z.object({ path: z.string(), message: z.string(), suggestion: z.string().optional() })),
    retryable: z.boolean().describe('Whether the same request can succeed later.'),
    fix: z.object({ text: z.string(), url: z.string() }),
    request_id: z.string(),
  })
  .meta({ id: 'Problem', description: 'A refusal (RFC 9457), always as `application/problem+json`.' });

function codes(): [ProblemCode, ...ProblemCode[]] {
  // The keys of the table, which has at least one.
  return Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]];
}
