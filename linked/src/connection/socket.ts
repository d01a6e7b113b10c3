import { makeWASocket, proto, type UserFacingSocketConfig, WA_CERT_DETAILS, type WASocket } from 'baileys';
import type { Log } from '../../../server/src/base/log.ts';
import type { Environment } from '../environment.ts';
import { createBoundedCache } from './bounded-cache.ts';
import type { Closing } from './disconnect.ts';
import { createQuietLogger } from './quiet-logger.ts';

export type Version = [number, number, number];

/** Where and as whom a socket dials. `world` names the sandbox's pretend WhatsApp and is ignored in live workers. */
export type Address = {
  environment: Environment;
  world: string | undefined;
  version: Version | undefined;
  device: string;
};

/** Makes the sandbox's root the one that is trusted in this process; live workers keep Baileys' own. */
export function trustSandbox({ sandbox }: Environment): void {
  if (sandbox) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(sandbox.noiseRoot);
}

/** Everything about a socket that is the same for pairing and for a paired device. */
export function socketConfig(
  { environment, world, version, device }: Address,
  log: Log,
): Omit<UserFacingSocketConfig, 'auth'> {
  return {
    ...(environment.sandbox ? { waWebSocketUrl: sandboxUrl(environment.sandbox.port, world) } : {}),
    ...(version ? { version } : {}),
    logger: createQuietLogger(log, device),
    // Phones stop notifying their owner while a linked device says that it is being looked at.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    // The first part of the history tells which hidden number belongs to which phone; the rest is not wanted.
    shouldSyncHistoryMessage: ({ syncType }) =>
      syncType === proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP ||
      syncType === proto.HistorySync.HistorySyncType.NON_BLOCKING_DATA,
    shouldIgnoreJid: (jid) => jid === 'status@broadcast' || jid.endsWith('@newsletter'),
    emitOwnEvents: false,
    generateHighQualityLinkPreview: false,
    // A store that fails costs the socket, so trying a commit again is pointless.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 10 },
    msgRetryCounterCache: createBoundedCache(500),
    callOfferCache: createBoundedCache(50),
    placeholderResendCache: createBoundedCache(200),
  };
}

/**
 * Puts a gate before a kind of stanza: Baileys sees it, and so acknowledges it, only after `first` is done.
 * When `first` fails nothing is shown and the socket is dropped, so that WhatsApp delivers it again.
 */
export function beforeBaileys(
  sock: WASocket,
  first: (event: string, stanza: never) => Promise<void> | undefined,
): void {
  const emit = sock.ws.emit.bind(sock.ws);
  sock.ws.emit = (event: string | symbol, ...rest: unknown[]): boolean => {
    // What is emitted under these names are stanzas that Baileys decoded.
    const wait = typeof event === 'string' && event.startsWith('CB:') ? first(event, rest[0] as never) : undefined;
    if (!wait) return emit(event, ...rest);
    wait.then(
      () => emit(event, ...rest),
      () => dropSocket(sock),
    );
    return true;
  };
}

export function openSocket(config: UserFacingSocketConfig): WASocket {
  return makeWASocket(config);
}

/** Closes at once for Baileys (nothing more is written) and then in order; never rejects. */
export function dropSocket(sock: WASocket): void {
  sock.ws.close();
  void Promise.resolve(sock.end(new Error('dropped'))).catch(() => {});
}

/** What a closed socket's error says. Errors of the transport look like codes too, but nobody at WhatsApp said them. */
export function closingOf(error: unknown): Closing {
  const code = statusOf(error);
  const text = error instanceof Error ? error.message : '';
  return { code: code ?? 0, network: code === undefined || text.startsWith('WebSocket Error') };
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('output' in error)) return undefined;
  const { output } = error;
  if (typeof output !== 'object' || output === null || !('statusCode' in output)) return undefined;
  return typeof output.statusCode === 'number' ? output.statusCode : undefined;
}

function sandboxUrl(port: number, world: string | undefined): string {
  if (!world || !/^[a-z0-9]{8,40}$/.test(world)) throw new Error('a sandbox session needs a world');
  return `ws://127.0.0.1:${port}/sandbox/${world}/ws/chat`;
}
