import type { AuthenticationCreds, BinaryNode, WASocket } from 'baileys';
import { failpoint } from '../failpoint.ts';
import { createIntake, type Intake } from '../inbound/arrivals.ts';
import { createHeldMessages } from '../inbound/held.ts';
import { createJournal, type Journal } from '../inbound/journal.ts';
import { createSentMessages, type SentMessages } from '../outbound/sent.ts';
import { createRepository } from '../signal/repository.ts';
import { baileysKeys, writeAhead } from '../store/baileys-keys.ts';
import { deviceLists } from '../store/device-lists.ts';
import type { SessionStore } from '../store/session-store.ts';
import { load, sealCreds } from '../store/sessions.ts';
import type { ConnectionDeps } from './deps.ts';
import { showMessagesInOrder } from './message-order.ts';
import { beforeBaileys, openSocket, socketConfig } from './socket.ts';

/** The durable side of a device while this worker holds it; outlives its sockets, but not a store that failed. */
export type OpenDevice = {
  store: SessionStore;
  creds: AuthenticationCreds | undefined;
  journal: Journal;
  intake: Intake;
  sent: SentMessages;
  dial(): WASocket;
  /** Remembers that WhatsApp let the device in. */
  opened(): void;
  wasOpened(): boolean;
  stop(): void;
};

type Deps = Pick<ConnectionDeps, 'name' | 'address' | 'key' | 'ports' | 'log' | 'say'>;

/** Loads a device this worker owns. Throws `Fenced` when it does not own it any more. */
export async function openDevice(deps: Deps, on: { lost: () => void; numberedUpTo: number }): Promise<OpenDevice> {
  const { store, opened } = await load(deps.ports, deps.name, deps.key);
  const creds = opened.creds;
  if (creds && !opened.clean)
    deps.log.info('taking up a device that was not closed in order', { device: deps.address.device });
  store.writer.onBroken = () => on.lost();
  const journal = createJournal(store, deps.say.inbound, on.numberedUpTo);
  const held = createHeldMessages(store, journal, deps.address.environment.undecryptableWaitMs);
  await held.start();
  // Before there are credentials nothing arrives; the empty ones are never looked at.
  const intake = createIntake({ store, creds: creds ?? emptyCreds, journal, held });
  const sent = createSentMessages(store);
  journal.restart();

  const saveCreds = (): void => {
    // A failure breaks the store, which drops the socket.
    if (creds) store.write({ creds: sealCreds(store, creds) }).catch(() => {});
  };

  return {
    store,
    creds,
    journal,
    intake,
    sent,
    dial: () => {
      if (!creds) throw new Error('a device without credentials cannot dial');
      const sock = openSocket({
        ...socketConfig(deps.address, deps.log),
        auth: { creds, keys: baileysKeys(store) },
        makeSignalRepository: createRepository(store, creds, intake.arrivals),
        userDevicesCache: deviceLists(store),
        getMessage: async ({ id }) => (id ? (await sent.find(id))?.message : undefined),
      });
      writeAhead(sock.authState.keys, store);
      showMessagesInOrder(sock, intake.message);
      beforeBaileys(sock, (event, node: BinaryNode) => {
        if (event === 'CB:receipt') return intake.receipt(node);
        return event === 'CB:call' ? intake.call(node) : undefined;
      });
      // Emitted at once, and so in order: Baileys puts its change into `creds` before this runs.
      sock.ev.on('creds.update', saveCreds);
      sock.ev.on('messages.upsert', () => failpoint('receive.after_receipt'));
      return sock;
    },
    opened: () => {
      if (!creds || wasOpened(creds)) return;
      creds.additionalData = { opened: true };
      saveCreds();
    },
    wasOpened: () => creds !== undefined && wasOpened(creds),
    stop: () => {
      journal.stop();
      held.stop();
    },
  };
}

function wasOpened(creds: AuthenticationCreds): boolean {
  const data: unknown = creds.additionalData;
  return typeof data === 'object' && data !== null && 'opened' in data;
}

// Only read by code that runs for stanzas, of which there are none before credentials exist.
const emptyCreds = Object.freeze({}) as AuthenticationCreds;
