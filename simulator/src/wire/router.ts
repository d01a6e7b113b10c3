import type { BinaryNode } from 'baileys';
import { recordUnknownStanza } from '../strict/violations.ts';
import type { Connection, Device } from '../world/world.ts';
import { syncAppState } from './app-state.ts';
import { onCall } from './calls.ts';
import { countPreKeys, digestKeys, fetchBundles, rotateSignedKey, uploadKeys } from './keys.ts';
import { activate } from './login.ts';
import { onMessage } from './messages.ts';
import { answer, answerError, childrenOf } from './nodes.ts';
import { onPairingConfirmed } from './pairing.ts';
import { onCodeProven, onCodeRequested } from './pairing-code.ts';
import { onChatState, onPresence } from './presence.ts';
import { onAck, onReceipt } from './receipts.ts';
import type { Request } from './request.ts';
import * as settings from './settings.ts';
import { lookUpUsers } from './usync.ts';

type Answerer = (request: Request) => void;

/** Everything a client may ask: `xmlns type child`. What is not here is answered 501 and counted. */
const queries: Record<string, Answerer> = {
  'abt get props': settings.readProperties,
  'blocklist get ': settings.readBlockList,
  'blocklist set item': settings.changeBlockList,
  'disappearing_mode set disappearing_mode': settings.acceptSilently,
  'encrypt get count': countPreKeys,
  'encrypt get digest': digestKeys,
  'encrypt get key': fetchBundles,
  'encrypt set registration': uploadKeys,
  'encrypt set rotate': rotateSignedKey,
  'md set remove-companion-device': settings.logOut,
  'passive set active': ({ connection, device, node }) => activate(connection, device, node),
  'passive set passive': settings.acceptSilently,
  'privacy get privacy': settings.readPrivacy,
  'privacy set privacy': settings.changePrivacy,
  'privacy get tokens': settings.exchangeTokens,
  'privacy set tokens': settings.exchangeTokens,
  'status set status': settings.acceptSilently,
  'urn:xmpp:whatsapp:dirty set clean': settings.acceptSilently,
  'usync get usync': lookUpUsers,
  'w:m set media_conn': settings.describeMediaHosts,
  'w:p get ping': settings.acceptSilently,
  'w:profile:picture get picture': settings.readPicture,
  'w:stats  add': settings.acceptSilently,
  'w:stats set add': settings.acceptSilently,
  'w:sync:app:state set sync': syncAppState,
};

/** What a client may say that needs no answer. */
const remarks = new Set(['unified_session', 'offline_batch']);

/** Takes one stanza of a client. */
export function route(connection: Connection, node: BinaryNode) {
  const { role } = connection;
  if (role.is === 'registering') return routeRegistering(connection, node);
  if (role.is === 'closed') return;
  const { device } = role;
  switch (node.tag) {
    case 'iq':
      return routeQuery(connection, device, node);
    case 'message':
      return onMessage(connection, device, node);
    case 'receipt':
      return onReceipt(connection, device, node);
    case 'ack':
      return onAck(device, node);
    case 'presence':
      return onPresence(connection, device, node);
    case 'chatstate':
      return onChatState(connection, device, node);
    case 'call':
      return onCall(connection, device, node);
    case 'ib':
      if (childrenOf(node).every(({ tag }) => remarks.has(tag))) return;
      return recordUnknownStanza(connection.world, node, device.account.phone);
    default:
      return recordUnknownStanza(connection.world, node, device.account.phone);
  }
}

function routeQuery(connection: Connection, device: Device, node: BinaryNode) {
  const { type = '', xmlns = '' } = node.attrs;
  if (type === 'result' || type === 'error') return;
  const child = childrenOf(node)[0] ?? { tag: '', attrs: {} };
  const answerer = queries[`${xmlns} ${type} ${child.tag}`];
  if (answerer) return answerer({ connection, device, node, child });
  recordUnknownStanza(connection.world, node, device.account.phone);
  return answerError(connection, node, 501, 'feature-not-implemented');
}

/** A connection that is not a device yet can be paired and nothing else. */
function routeRegistering(connection: Connection, node: BinaryNode) {
  const [child] = childrenOf(node);
  const { type, xmlns } = node.attrs;
  // Clients name themselves and send telemetry before they are anybody.
  if (node.tag === 'presence' || node.tag === 'ib' || node.tag === 'ack') return;
  if (node.tag !== 'iq') return recordUnknownStanza(connection.world, node, '');
  if (child?.tag === 'pair-device-sign') return onPairingConfirmed(connection, node);
  if (type === 'result' || type === 'error') return;
  if (xmlns === 'w:p') return answer(connection, node);
  if (child?.tag === 'link_code_companion_reg') {
    return child.attrs['stage'] === 'companion_hello'
      ? onCodeRequested(connection, node, child)
      : onCodeProven(connection, node, child);
  }
  // A client that gives up a half-finished pairing says so.
  if (child?.tag === 'remove-companion-device') return answer(connection, node);
  recordUnknownStanza(connection.world, node, '');
  return answerError(connection, node, 501, 'feature-not-implemented');
}
