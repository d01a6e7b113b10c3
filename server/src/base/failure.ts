import type { ProblemCode, ProblemDetails } from './problem.ts';
import { Problem, problemCodes } from './problem.ts';

/**
 * Turns whatever was thrown into a refusal. The framework's errors and the database's are known by their codes;
 * everything else is `unexpected`, which tells the caller nothing and the log everything.
 */
export function refusalOf(error: unknown, { bodyLimitBytes }: { bodyLimitBytes: number }): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  const known = frameworkRefusals[code];
  if (known) return new Problem(known.code, { ...known.told(bodyLimitBytes), cause: error });
  if (isDatabaseAway(error, code)) {
    return new Problem('unavailable', {
      detail:
        'The database cannot be reached or is busy. Try again; with the same Idempotency-Key nothing happens twice.',
      retryAfterSeconds: 1,
      cause: error,
    });
  }
  const status = statusOf(error);
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem('bad_request', { detail: 'The request could not be read.', cause: error });
  }
  return new Problem('unexpected', {
    detail: 'Something went wrong on our side. It is logged with this request id.',
    cause: error,
  });
}

/** Is this a fault of ours, so that the log must hold it? */
export function isOurFault({ code }: Problem): boolean {
  return problemCodes[code].status >= 500;
}

type Known = { code: ProblemCode; told: (bodyLimitBytes: number) => ProblemDetails };

const mediaType: Known = {
  code: 'unsupported_media_type',
  told: () => ({ detail: 'Send `Content-Type: application/json`.' }),
};

const frameworkRefusals: Record<string, Known> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body_too_large',
    told: (limit) => ({ detail: `A body may have ${limit} bytes.`, params: { limit_bytes: limit } }),
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: mediaType,
  FST_ERR_CTP_EMPTY_TYPE: mediaType,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'bad_request',
    told: () => ({ detail: 'The body is not as long as `Content-Length` says.' }),
  },
  FST_ERR_BAD_URL: { code: 'bad_request', told: () => ({ detail: 'The address is not encoded properly.' }) },
};

// 08 connection, 53 resources, 57P shutting down; 40 serialization and deadlock, 55P03 and 57014 waited too long.
const awayStates = /^(08|53|57P)...?$|^(40001|40P01|55P03|57014)$/;
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

function isDatabaseAway(error: unknown, code: string): boolean {
  if (awayStates.test(code)) return true;
  if (error instanceof Error && 'syscall' in error && awayCodes.has(code)) return true;
  return (
    error instanceof Error &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}
