import { proto } from 'baileys';
import type { SessionStore } from '../store/session-store.ts';

/** The messages a session handed over, readable for weeks: a phone may ask for one again long after. */
export type SentMessages = {
  find(wireId: string): Promise<{ message: proto.IMessage; acked: boolean } | undefined>;
  /** In order before any ratchet step that follows: what is on the wire is always here too. */
  remember(wireId: string, message: proto.IMessage): void;
  acked(wireId: string): void;
};

/** Nobody waits for these; they go with what is written anyway. */
const patienceMs = 50;

/** How many acknowledgements are known here while they are on their way to the disk. */
const recentMax = 1000;

export function createSentMessages(store: SessionStore): SentMessages {
  const recent = new Set<string>();
  return {
    find: async (wireId) => {
      const { workspace, session } = store.writer;
      const { rows } = await store.reader.query<{ content: Buffer; acked: boolean }>({
        name: 'sent',
        text: 'select content, acked from wa_sent where workspace_id = $1 and session_id = $2 and wire_id = $3',
        values: [workspace, session, wireId],
      });
      const row = rows[0];
      if (!row) return undefined;
      return {
        message: proto.Message.decode(store.unseal('wa_sent', wireId, row.content)),
        acked: row.acked || recent.has(wireId),
      };
    },
    remember: (wireId, message) => {
      const content = store.seal('wa_sent', wireId, proto.Message.encode(message).finish());
      // A failure breaks the store, and with it the encryption that has to follow.
      store.write({ sent: [{ wireId, content }] }).catch(() => {});
    },
    acked: (wireId) => {
      recent.add(wireId);
      for (const oldest of recent) {
        if (recent.size <= recentMax) break;
        recent.delete(oldest);
      }
      store.write({ acked: [wireId] }, patienceMs).catch(() => {});
    },
  };
}
