import { Agent, request } from 'node:http';
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import type { ProblemCode } from '../base/problem.ts';
import { Problem } from '../base/problem.ts';

/** How long one answer may take, in milliseconds; a scan waits up to 20 s for the device it links. */
const answerMsMax = 30_000;
const answerBytesMax = 16 * 1024 * 1024;

/** Asks the simulator; resolves with the parsed body, `undefined` when there is none. */
export type Ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

type Answer = { status: number; text: string };

/** HTTP with kept-alive connections over the simulator's Unix socket; refusals become Problems. */
export function createControl(socketPath: string, log: Log): { ask: Ask; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return {
    close: () => agent.destroy(),
    async ask(method, path, body) {
      const answer = await exchange({ agent, socketPath, method, path, body }).catch((cause: unknown) => {
        log.warn('the simulator did not answer', { error: cause, method });
        throw new Problem('unavailable', {
          detail: 'The sandbox is not reachable at the moment.',
          retryAfterSeconds: 2,
          cause,
        });
      });
      if (answer.status >= 200 && answer.status < 300) return answer.text === '' ? undefined : JSON.parse(answer.text);
      throw refusalOf(answer);
    },
  };
}

type Exchange = { agent: Agent; socketPath: string; method: string; path: string; body: object | undefined };

function exchange({ agent, socketPath, method, path, body }: Exchange): Promise<Answer> {
  const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body), 'utf8');
  const headers = text ? { 'content-type': 'application/json', 'content-length': text.length } : {};
  return new Promise((resolve, reject) => {
    const asked = request({ agent, socketPath, method, path, headers, timeout: answerMsMax }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > answerBytesMax) asked.destroy(new Error('answer too long'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', reject);
    asked.end(text);
  });
}

function refusalOf({ status, text }: Answer): Problem {
  const told = readRefusal(text);
  return new Problem(codeOf(status, told.code), {
    detail: told.detail ?? 'The sandbox refused this.',
    ...(told.errors ? { errors: told.errors } : {}),
    ...(status >= 500 ? { retryAfterSeconds: 2 } : {}),
  });
}

function codeOf(status: number, code: string | undefined): ProblemCode {
  if (code === 'not_available') return 'not_available';
  if (status === 404) return 'not_found';
  if (status === 409) return 'conflict';
  if (status >= 400 && status < 500) return 'validation_failed';
  return 'unavailable';
}

const Refusal = z.object({
  code: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

function readRefusal(text: string): z.infer<typeof Refusal> {
  try {
    return Refusal.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
