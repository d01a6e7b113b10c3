import { deflateSync } from 'node:zlib';
import { proto } from 'baileys';
import { lidJid, phoneJid } from '../world/accounts.ts';
import { saveDevice } from '../world/devices.ts';
import type { Account, Chat, Device } from '../world/world.ts';
import { decodeContent } from './content.ts';
import { keysOf } from './keys.ts';
import { sendPeerMessage } from './send.ts';
import { serially } from './serial.ts';

const chatsShared = 50;
const messagesShared = 20;

/** What a phone pushes to a fresh linked device: the keys of synced settings, then recent chats, inline. */
export function bootstrap(device: Device): Promise<void> {
  const { account } = device;
  return serially(account, async () => {
    await sendPeerMessage(account, device, keyShare(account, device));
    await sendPeerMessage(account, device, recentHistory(account));
    device.bootstrapped = true;
    saveDevice(device);
  });
}

function keyShare(account: Account, device: Device): proto.IMessage {
  const { id, key } = keysOf(account).appState;
  return {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE,
      appStateSyncKeyShare: {
        keys: [
          {
            keyId: { keyId: id },
            keyData: {
              keyData: key,
              fingerprint: { rawId: 1, currentIndex: 0, deviceIndexes: [0, device.keyIndex] },
              timestamp: account.world.simulator.clock.now(),
            },
          },
        ],
      },
    },
  };
}

function recentHistory(account: Account): proto.IMessage {
  const chats = [...account.chats.values()].sort((a, b) => b.changed - a.changed).slice(0, chatsShared);
  const syncType = proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP;
  const history = proto.HistorySync.encode({
    syncType,
    chunkOrder: 0,
    progress: 100,
    conversations: chats.map((chat) => conversation(account, chat)),
    pushnames: [],
    phoneNumberToLidMappings: chats.flatMap((chat) => {
      const peer = account.world.accounts.get(chat.with);
      return peer ? [{ pnJid: phoneJid(peer), lidJid: lidJid(peer) }] : [];
    }),
  }).finish();
  return {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: {
        syncType: proto.Message.HistorySyncType.INITIAL_BOOTSTRAP,
        chunkOrder: 0,
        progress: 100,
        initialHistBootstrapInlinePayload: deflateSync(history),
      },
    },
  };
}

function conversation(account: Account, chat: Chat): proto.IConversation {
  const id = `${chat.with}@s.whatsapp.net`;
  const entries = [...chat.entries.values()].slice(-messagesShared).reverse();
  return {
    id,
    name: account.world.accounts.get(chat.with)?.name ?? null,
    conversationTimestamp: Math.floor((entries[0]?.at ?? 0) / 1000),
    messages: entries.map((entry) => ({
      message: {
        key: { remoteJid: id, fromMe: entry.direction === 'out', id: entry.id },
        message: decodeContent(entry.content),
        messageTimestamp: Math.floor(entry.at / 1000),
      },
    })),
  };
}
