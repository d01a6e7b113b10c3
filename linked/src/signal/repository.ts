import {
  type AuthenticationCreds,
  DEFAULT_CONNECTION_CONFIG,
  isHostedPnUser,
  isPnUser,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore,
  type SocketConfig,
} from 'baileys';
import { failpoint } from '../failpoint.ts';
import type { SessionStore, Unit } from '../store/session-store.ts';
import { withOneSession } from './one-session.ts';

/** What decryption needs to know of the message around a ciphertext, so that both become durable together. */
export type Arrivals = {
  /** The plaintext of a ciphertext that was decrypted before; asked before the ratchet is touched. */
  known(ciphertext: Uint8Array): Promise<Uint8Array | undefined>;
  decrypted(unit: Unit, ciphertext: Uint8Array, plaintext: Uint8Array): Promise<() => void>;
  undecryptable(ciphertext: Uint8Array): Promise<void>;
  /** Phones (digits) and the hidden numbers they turned out to have. */
  learnt(unit: Unit, pairs: { phone: string; lid: string }[]): () => void;
};

/** What arrives may wait this long to share a commit; what is sent may not, because somebody waits for it. */
const arrivalPatienceMs = 3;

type Make = SocketConfig['makeSignalRepository'];
type Lookup = Parameters<Make>[2];

/**
 * Baileys' own Signal operations, each run as one unit of work over our store: it reads current state, nothing else of the
 * session runs meanwhile, and it returns only when what it changed is durable. So a ciphertext is never released, and a
 * plaintext never acknowledged, before the ratchet behind it is on disk.
 *
 * The key store that Baileys passes here is not used: its transactions keep private copies, and a send and a decryption
 * for one address, running in two of them, would overwrite each other's session.
 */
export function createRepository(store: SessionStore, creds: AuthenticationCreds, arrivals: Arrivals): Make {
  return (_auth, logger, lookup) => {
    let current: Unit | undefined;
    const operations = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
      { creds, keys: unitKeys(() => current) },
      logger,
      // Within a unit the network is never asked: the other key of a person was looked up before.
      async () => [],
    );
    const { lidMapping, close } = mappings(store, creds, logger, { lookup, learnt: arrivals.learnt });

    const unit = <T>(work: (unit: Unit) => Promise<T>, patienceMs = 0): Promise<T> =>
      store.unit(async (mine) => {
        current = mine;
        try {
          return await work(mine);
        } finally {
          current = undefined;
        }
      }, patienceMs);
    const addressed = async (jid: string): Promise<string> =>
      isPnUser(jid) || isHostedPnUser(jid) ? ((await lidMapping.getLIDForPN(jid)) ?? jid) : jid;

    const encrypt = async <T>(work: () => Promise<T>): Promise<T> => {
      const result = await unit(async () => {
        const ciphertext = await work();
        failpoint('encrypt.before_commit');
        return ciphertext;
      });
      failpoint('encrypt.after_commit');
      return result;
    };

    const withOne = (mine: Unit, work: () => Promise<Uint8Array>): Promise<Uint8Array> =>
      withOneSession(mine, (trial) => {
        current = trial;
        return work();
      });

    const decrypt = async (ciphertext: Uint8Array, work: (unit: Unit) => Promise<Uint8Array>): Promise<Uint8Array> => {
      const known = await arrivals.known(ciphertext);
      if (known) return known;
      let durable: (() => void) | undefined;
      const plaintext = await unit(async (mine) => {
        const opened = await work(mine);
        durable = await arrivals.decrypted(mine, ciphertext, opened);
        failpoint('decrypt.before_commit');
        return opened;
      }, arrivalPatienceMs).catch(async (problem: unknown) => {
        if (!store.writer.broken) await arrivals.undecryptable(ciphertext);
        throw problem;
      });
      failpoint('decrypt.after_commit');
      durable?.();
      return plaintext;
    };

    return {
      lidMapping,
      close: () => {
        operations.close?.();
        close?.();
      },
      jidToSignalProtocolAddress: (jid) => operations.jidToSignalProtocolAddress(jid),
      encryptMessage: async ({ jid, data }) => {
        const address = await addressed(jid);
        return encrypt(() => operations.encryptMessage({ jid: address, data }));
      },
      encryptGroupMessage: (options) => encrypt(() => operations.encryptGroupMessage(options)),
      decryptMessage: async ({ jid, type, ciphertext }) => {
        const address = await addressed(jid);
        const open = () => operations.decryptMessage({ jid: address, type, ciphertext });
        // The first message of a session names it; the others are tried.
        return decrypt(ciphertext, (mine) => (type === 'msg' ? withOne(mine, open) : open()));
      },
      decryptGroupMessage: (options) => decrypt(options.msg, () => operations.decryptGroupMessage(options)),
      processSenderKeyDistributionMessage: (options) =>
        unit(() => operations.processSenderKeyDistributionMessage(options)),
      getSenderKeyDistributionMessage: (options) => unit(() => operations.getSenderKeyDistributionMessage(options)),
      hasSenderKey: (options) => unit(() => operations.hasSenderKey(options)),
      injectE2ESession: async ({ jid, session }) => {
        const address = await addressed(jid);
        return unit(() => operations.injectE2ESession({ jid: address, session }));
      },
      getSessionInfo: async (jid) => {
        const address = await addressed(jid);
        return unit(() => operations.getSessionInfo(address));
      },
      validateSession: async (jid) => {
        const address = await addressed(jid);
        return unit(() => operations.validateSession(address));
      },
      deleteSession: (jids) => unit(() => operations.deleteSession(jids)),
      migrateSession: (from, to) => unit(() => operations.migrateSession(from, to)),
    };
  };
}

/** The running unit as Baileys' key store; there is exactly one, because units of a session run one after the other. */
function unitKeys(current: () => Unit | undefined): SignalKeyStoreWithTransaction {
  const running = (): Unit => {
    const unit = current();
    if (!unit) throw new Error('a Signal operation ran outside its unit of work');
    return unit;
  };
  return {
    // The store keeps what Baileys gave it for the type, so what comes back has that type's shape.
    get: (type, ids) => running().get(type, ids) as never,
    set: async (data) => {
      const unit = running();
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) unit.set(type, id, value);
      }
    },
    isInTransaction: () => true,
    transaction: (work) => work(),
  };
}

/** The map between phones and hidden numbers has its own way into the store: it is asked and taught outside any unit. */
function mappings(
  store: SessionStore,
  creds: AuthenticationCreds,
  logger: Parameters<Make>[1],
  { lookup, learnt }: { lookup: Lookup; learnt: Arrivals['learnt'] },
) {
  const keys: SignalKeyStoreWithTransaction = {
    get: (type, ids) => store.get(type, ids) as never,
    set: async (data) => {
      const tell = await store.unit(async (unit) => {
        const pairs = Object.entries(data['lid-mapping'] ?? {});
        for (const [id, value] of pairs) unit.set('lid-mapping', id, value);
        return learnt(
          unit,
          pairs.flatMap(([phone, lid]) => (lid && !phone.endsWith('_reverse') ? [{ phone, lid }] : [])),
        );
      });
      tell();
    },
    isInTransaction: () => false,
    transaction: (work) => work(),
  };
  const { lidMapping, close }: SignalRepositoryWithLIDStore = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
    { creds, keys },
    logger,
    lookup,
  );
  return { lidMapping, close };
}
