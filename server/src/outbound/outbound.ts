import { Agent, type Dispatcher, errors, request } from 'undici';
import { Problem } from '../base/problem.ts';
import { delay, later } from '../base/timer.ts';
import { addressesOf, CallFailed, createResolve, dial, type Failure, type Resolve, resolveLocally } from './dial.ts';
import { mayDial, readTarget, type TargetRules, type Targets } from './target.ts';

export type { Failure, Resolve } from './dial.ts';
export { failures } from './dial.ts';
export type { Targets } from './target.ts';

/** An answer, whatever its status, or the reason why none came. `body`: its first 1 KB, text of a stranger. */
export type Outcome =
  | { is: 'answered'; status: number; body: string; retryAfter?: string }
  | { is: 'failed'; reason: Failure };

export type Post = {
  headers: Record<string, string>;
  body: string;
  /** From the first DNS question to the last byte read; 15 s unless told. */
  timeoutMs?: number;
  /** Overrides the client's rule, such as for a sandbox workspace. */
  targets?: Targets;
};

/** The only way out: every call to an address that a customer chose goes through it. */
export type Outbound = {
  /** Never rejects for what the other side does. Redirects are answers, not followed. */
  post(url: string, post: Post): Promise<Outcome>;
  /**
   * Judges a URL before it is stored. Throws `private_target`, or `validation_failed` for the field `path`.
   * A name that cannot be resolved at the moment passes: it is judged again at every call.
   */
  checkUrl(url: string, check?: { path?: string; targets?: Targets }): Promise<void>;
  /** Cuts what is under way. */
  close(): Promise<void>;
};

export type OutboundOptions = {
  /** The rule for calls that name none; `deny` unless told. */
  targets?: Targets;
  /** `host` (any port) or `host:port` of this installation, asked at every call; nobody may call them. Name a loopback address with its port. */
  ownHosts: () => readonly string[];
  /** Ports allowed for public targets. */
  ports?: readonly number[];
  connectMs?: number;
  resolve?: Resolve;
  /** Roots to trust instead of Node's own, as PEM. */
  ca?: string;
};

/** Makes the guarded client: it checks every address, dials only checked ones, follows nothing, reads little, verifies TLS. */
export function createOutbound(options: OutboundOptions): Outbound {
  const usual = options.targets ?? 'deny';
  const rules = (): TargetRules => ({ ownHosts: options.ownHosts(), ports: options.ports ?? [443, 8443, 80] });
  const asksDns = options.resolve ?? createResolve();
  const resolveFor = (targets: Targets) => options.resolve ?? (targets === 'allow' ? resolveLocally : asksDns);
  const connectMs = options.connectMs ?? 5_000;
  // One pool of connections per rule: a socket that one rule allowed is never used under a stricter one.
  const agents = new Map<Targets, Agent>();

  function agentFor(targets: Targets): Agent {
    let agent = agents.get(targets);
    if (!agent) {
      agent = openAgent((host, port, secure) =>
        dial(host, port, secure, {
          targets,
          resolve: resolveFor(targets),
          connectMs,
          ...(options.ca ? { ca: options.ca } : {}),
        }),
      );
      agents.set(targets, agent);
    }
    return agent;
  }

  return {
    async post(url, { headers, body, timeoutMs = 15_000, targets = usual }) {
      const target = readTarget(url, targets, rules());
      if (!target.ok) return { is: 'failed', reason: target.reason };
      const deadline = new AbortController();
      const stopTimer = later(timeoutMs, () => deadline.abort(new CallFailed('timeout')));
      try {
        const dispatcher = agentFor(targets);
        return await read(
          await request(target.url, { method: 'POST', headers, body, dispatcher, signal: deadline.signal }),
        );
      } catch (error) {
        return { is: 'failed', reason: reasonOf(error) };
      } finally {
        stopTimer();
      }
    },

    async checkUrl(url, { path = 'url', targets = usual } = {}) {
      const target = readTarget(url, targets, rules());
      if (!target.ok && target.reason === 'invalid_url') {
        throw new Problem('validation_failed', {
          detail: 'The URL cannot be used.',
          errors: [{ path, message: target.message }],
        });
      }
      const isGood = target.ok && (await leadsOutside(target.url.hostname, targets));
      if (!isGood) {
        throw new Problem('private_target', {
          detail: 'The URL leads to a private or local address.',
          params: { path },
        });
      }
    },

    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
      agents.clear();
    },
  };

  async function leadsOutside(host: string, targets: Targets): Promise<boolean> {
    const name = host.replace(/^\[|\]$/g, '');
    const unknown: string[] = [];
    // Somebody waits for the reply: a name server gets little time here, because the dial checks again.
    const patience = delay(1_500).then(() => unknown);
    const found = await Promise.race([addressesOf(name, resolveFor(targets)).catch(() => unknown), patience]);
    return found.every((address) => mayDial(address, name, targets));
  }
}

type Dial = (host: string, port: number, secure: boolean) => ReturnType<typeof dial>;

function openAgent(connect: Dial): Agent {
  return new Agent({
    pipelining: 1,
    maxHeaderSize: 16_384,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    connect({ hostname, port, protocol }, done) {
      const secure = protocol === 'https:';
      connect(hostname, port === '' ? (secure ? 443 : 80) : Number(port), secure).then(
        (socket) => done(null, socket),
        (error: unknown) => done(error instanceof Error ? error : new CallFailed('connect_failed', error), null),
      );
    },
  });
}

const readBytesMax = 64 * 1024;
const keptBytesMax = 1024;

// Whoever answered has answered: a body that is endless, slow or cut off does not change the status.
async function read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Outcome> {
  const kept: Buffer[] = [];
  let seen = 0;
  body.on('error', () => {});
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) break;
      if (seen < keptBytesMax) kept.push(chunk.subarray(0, keptBytesMax - seen));
      seen += chunk.length;
      if (seen >= readBytesMax) break;
    }
  } catch {}
  body.destroy();
  const retryAfter = headers['retry-after'];
  return {
    is: 'answered',
    status: statusCode,
    body: readable(Buffer.concat(kept)),
    ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
  };
}

// PostgreSQL's text has no NUL, and nobody needs a stranger's control characters in a terminal.
function readable(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/[^\P{Cc}\n\r\t]/gu, '\ufffd');
}

function reasonOf(error: unknown): Failure {
  if (error instanceof CallFailed) return error.reason;
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) return 'bad_answer';
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) return 'timeout';
  return 'broken_off';
}
