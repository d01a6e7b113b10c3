import {
  type AuthenticationCreds,
  type BaileysEventMap,
  type BinaryNode,
  DisconnectReason,
  initAuthCreds,
  makeWASocket,
  type proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  WA_CERT_DETAILS,
  type WASocket,
} from 'baileys';
import { pino } from 'pino';

/** Lets the clients of this process trust a simulator. The library's trust root is one for the whole process. */
export function trustRoot(noiseRoot: string) {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(noiseRoot, 'hex');
}

export type KeyStore = SignalKeyStore & { rows: Map<string, unknown> };

/** A linked device as an integrator would write it: unmodified library, keys in memory, restarts itself. */
export type LinkedClient = {
  creds: AuthenticationCreds;
  keys: KeyStore;
  socket(): WASocket;
  /** Every event so far, oldest first. */
  events: ClientEvent[];
  /** Codes of all disconnects so far. */
  closes: number[];
  /** The first event, past or coming, that `pick` makes something of. */
  until<T>(pick: (event: ClientEvent) => T | undefined | false, options?: UntilOptions): Promise<T>;
  opened(afterEvent?: number): Promise<void>;
  /** Stops for good, without logging out. */
  stop(): Promise<void>;
};
export type UntilOptions = { label?: string; afterEvent?: number; deadlineMs?: number };
export type ClientEvent = { name: keyof BaileysEventMap | 'stanza'; value: unknown };
export type ClientOptions = {
  creds?: AuthenticationCreds;
  keys?: KeyStore;
  /** Restart after a lost connection; a request to restart after pairing is always followed. */
  reconnect?: boolean;
  config?: Partial<UserFacingSocketConfig>;
};

const defaultDeadlineMs = 15_000;
const reconnectMs = 100;

function memoryKeys(rows: Map<string, unknown> = new Map()): KeyStore {
  return {
    rows,
    get: async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
      const found: Record<string, SignalDataTypeMap[T]> = {};
      // Only values of the same type were stored under this prefix.
      for (const id of ids)
        if (rows.has(`${type}/${id}`)) found[id] = rows.get(`${type}/${id}`) as SignalDataTypeMap[T];
      return found;
    },
    set: async (data: SignalDataSet) => {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values ?? {})) {
          if (value === null || value === undefined) rows.delete(`${type}/${id}`);
          else rows.set(`${type}/${id}`, value);
        }
      }
    },
  };
}

/**
 * Device lists that outlive a connection: without them the library opens a new Signal session after
 * each reconnect, and what still arrives on the old one damages the new.
 */
export function keptDeviceLists() {
  const lists = new Map<string, unknown>();
  return {
    // The library reads back what it stored itself.
    get: <T>(key: string) => lists.get(key) as T | undefined,
    set: <T>(key: string, value: T) => void lists.set(key, value),
    del: (key: string) => void lists.delete(key),
    flushAll: () => lists.clear(),
  };
}

export function createClient(url: string, options: ClientOptions = {}): LinkedClient {
  const creds = options.creds ?? initAuthCreds();
  const keys = options.keys ?? memoryKeys();
  const events: ClientEvent[] = [];
  const closes: number[] = [];
  const watchers = new Set<() => void>();
  let stopped = false;
  let socket = connect();

  return {
    creds,
    keys,
    events,
    closes,
    socket: () => socket,
    until,
    opened: (afterEvent = 0) =>
      until((event) => connectionOf(event)?.connection === 'open' || undefined, { label: 'open', afterEvent }).then(
        () => {},
      ),
    async stop() {
      stopped = true;
      await socket.end(undefined);
    },
  };

  function connect(): WASocket {
    const next = makeWASocket({
      waWebSocketUrl: url,
      auth: { creds, keys },
      logger: pino({ level: process.env['CLIENT_LOG'] ?? 'silent' }),
      ...options.config,
    });
    next.ev.process((changes) => {
      for (const [name, value] of Object.entries(changes)) note({ name: name as ClientEvent['name'], value });
    });
    next.ev.on('creds.update', (update) => void Object.assign(creds, update));
    next.ev.on('connection.update', (update) => {
      if (update.connection !== 'close') return;
      // The library always gives an error with a status, except when we stopped it.
      const code =
        (update.lastDisconnect?.error as { output?: { statusCode: number } } | undefined)?.output?.statusCode ?? 0;
      closes.push(code);
      if (stopped || code === DisconnectReason.loggedOut) return;
      if (code === DisconnectReason.restartRequired) socket = connect();
      else if (options.reconnect) setTimeout(reconnect, reconnectMs);
    });
    for (const stanza of ['CB:ack,class:message', 'CB:message']) {
      next.ws.on(stanza, (node: BinaryNode) => note({ name: 'stanza', value: node }));
    }
    return next;
  }

  function reconnect() {
    if (!stopped) socket = connect();
  }

  function note(event: ClientEvent) {
    events.push(event);
    for (const watcher of watchers) watcher();
  }

  function until<T>(
    pick: (event: ClientEvent) => T | undefined | false,
    { label = 'event', afterEvent = 0, deadlineMs = defaultDeadlineMs }: UntilOptions = {},
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      let seen = afterEvent;
      const deadline = setTimeout(
        () => finish(() => reject(new Error(`No ${label} within ${deadlineMs} ms`))),
        deadlineMs,
      );
      const look = () => {
        for (; seen < events.length; seen += 1) {
          const event = events[seen];
          const picked = event && pick(event);
          if (picked) return finish(() => resolve(picked));
        }
      };
      const finish = (settle: () => void) => {
        clearTimeout(deadline);
        watchers.delete(look);
        settle();
      };
      watchers.add(look);
      look();
    });
  }
}

export function connectionOf(event: ClientEvent): Partial<BaileysEventMap['connection.update']> | undefined {
  return event.name === 'connection.update' ? (event.value as BaileysEventMap['connection.update']) : undefined;
}

/** A message with this text in an event. */
export function messageWith(text: string) {
  return (event: ClientEvent): proto.IWebMessageInfo | undefined =>
    messagesIn(event).find((message) => textIn(message) === text);
}

export function messagesIn(event: ClientEvent): proto.IWebMessageInfo[] {
  return event.name === 'messages.upsert' ? (event.value as BaileysEventMap['messages.upsert']).messages : [];
}

export function textIn(message: proto.IWebMessageInfo): string | undefined {
  return message.message?.conversation ?? message.message?.extendedTextMessage?.text ?? undefined;
}

/** The server's acknowledgement of a message; `error` is set when it was refused. */
export function ackOf(id: string) {
  return (event: ClientEvent): Record<string, string> | undefined => {
    if (event.name !== 'stanza') return undefined;
    const { tag, attrs } = event.value as BinaryNode;
    return tag === 'ack' && attrs['id'] === id ? attrs : undefined;
  };
}

/** The id of a message stanza that reached the client, whatever the library made of it. */
export function arrivedId(event: ClientEvent): string | undefined {
  if (event.name !== 'stanza') return undefined;
  const { tag, attrs } = event.value as BinaryNode;
  return tag === 'message' ? attrs['id'] : undefined;
}

/** True once the status of one's own message is at least this, wherever the library chose to tell it. */
export function statusOf(id: string, atLeast: number) {
  return (event: ClientEvent): boolean => {
    if (event.name === 'messages.update') {
      return (event.value as BaileysEventMap['messages.update']).some(
        ({ key, update }) => key.id === id && (update.status ?? 0) >= atLeast,
      );
    }
    return messagesIn(event).some(({ key, status }) => key?.id === id && (status ?? 0) >= atLeast);
  };
}
