import { lookup, Resolver } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { later } from '../base/timer.ts';
import { mayDial, type Targets } from './target.ts';

/** Why a call did not bring an answer. Customers see the sentence, never an address or a library's message. */
export const failures = {
  invalid_url: 'The URL cannot be called.',
  private_target: 'The URL leads to a private or local address.',
  name_not_found: 'The host name could not be resolved.',
  connect_failed: 'No connection could be made.',
  connect_timeout: 'No connection could be made in time.',
  tls_failed: 'The TLS handshake failed; the certificate must be valid for the host.',
  timeout: 'No answer came in time.',
  broken_off: 'The connection was cut before an answer came.',
  bad_answer: 'The answer was not valid HTTP.',
} as const;

export type Failure = keyof typeof failures;

/** A call that ended before any answer. */
export class CallFailed extends Error {
  readonly reason: Failure;

  constructor(reason: Failure, cause?: unknown) {
    super(reason, { cause });
    this.name = 'CallFailed';
    this.reason = reason;
  }
}

/** All addresses of a name; rejects when there is none. */
export type Resolve = (host: string) => Promise<string[]>;

export type DialOptions = { targets: Targets; resolve: Resolve; connectMs: number; ca?: string };

/**
 * Finds every address of the host, refuses the host if one of them is out of bounds, and connects to one of exactly these:
 * the name is not resolved a second time, so an answer that changes in between gains nothing.
 */
export async function dial(host: string, port: number, secure: boolean, options: DialOptions): Promise<Socket> {
  const deadline = new AbortController();
  const stopTimer = later(options.connectMs, () => deadline.abort());
  try {
    const found = await orTimeout(addressesOf(host, options.resolve), deadline.signal);
    if (!found.every((address) => mayDial(address, host, options.targets))) throw new CallFailed('private_target');
    return await connectFirst(found, { host, port, secure, signal: deadline.signal, ca: options.ca });
  } finally {
    stopTimer();
  }
}

/** The addresses a host stands for: itself, this machine for `localhost` (never asked in the DNS), or the DNS's answer. */
export async function addressesOf(host: string, resolve: Resolve): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  if (host === 'localhost') return ['127.0.0.1', '::1'];
  const found = await resolve(host).catch((cause: unknown) => {
    throw new CallFailed('name_not_found', cause);
  });
  if (found.length === 0) throw new CallFailed('name_not_found');
  return found;
}

/** Finds names as this machine does, its hosts file included: for installations that may call their own network. */
export const resolveLocally: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** Asks the DNS directly, outside of the thread pool, so that slow name servers of one customer hold up nobody else. */
export function createResolve(): Resolve {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  return async (host) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (found.length === 0) throw v4.status === 'rejected' ? v4.reason : new Error('no address');
    return found;
  };
}

type Connection = { host: string; port: number; secure: boolean; signal: AbortSignal; ca: string | undefined };

async function connectFirst(addresses: string[], connection: Connection): Promise<Socket> {
  let last: unknown = new CallFailed('connect_failed');
  for (const address of addresses) {
    try {
      return await connect(address, connection);
    } catch (error) {
      last = error;
      if (!(error instanceof CallFailed) || error.reason !== 'connect_failed') break;
    }
  }
  throw last;
}

function connect(address: string, { host, port, secure, signal, ca }: Connection): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const at = { host: address, port, autoSelectFamily: false };
    // SNI carries names only; for an IP literal the certificate is checked against the address.
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = secure
      ? connectTls({ ...at, ...name, ALPNProtocols: ['http/1.1'], ...(ca ? { ca } : {}) })
      : connectTcp(at);
    const onAbort = () => fail(new CallFailed('connect_timeout'));
    const onError = (cause: Error) => fail(new CallFailed(isNetwork(cause) ? 'connect_failed' : 'tls_failed', cause));
    const done = () => {
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
    };
    function fail(error: CallFailed) {
      done();
      socket.on('error', () => {}).destroy();
      reject(error);
    }
    socket.once('error', onError);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      done();
      socket.setNoDelay(true);
      resolve(socket);
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
}

function isNetwork(error: Error): boolean {
  return 'syscall' in error && (error.syscall === 'connect' || error.syscall === 'read' || error.syscall === 'write');
}

function orTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new CallFailed('connect_timeout')));
    work.then(resolve, reject);
  });
}
