import { proto } from 'baileys';
import { expect, it } from 'vitest';
import { contentOf } from './content.ts';

const text = (body: string) => ({ content: { type: 'text', text: { body } } });
const unsupported = (kind: string) => ({ content: { type: 'unsupported', unsupported: { kind } } });
const types = proto.Message.ProtocolMessage.Type;

it.each<[string, proto.IMessage, unknown]>([
  ['plain text', { conversation: 'bread' }, text('bread')],
  ['extended text', { extendedTextMessage: { text: 'bread' } }, text('bread')],
  ['disappearing text', { ephemeralMessage: { message: { conversation: 'bread' } } }, text('bread')],
  [
    'an answer',
    { extendedTextMessage: { text: 'yes', contextInfo: { stanzaId: '3EB0AA' } } },
    { ...text('yes'), quotedWireId: '3EB0AA' },
  ],
  ['an image', { imageMessage: { url: 'x' } }, unsupported('image')],
  ['a newer poll', { pollCreationMessageV3: { name: 'x' } }, unsupported('poll_creation')],
  ['a reaction', { reactionMessage: { text: '+1' } }, unsupported('reaction')],
  ['an edit', { protocolMessage: { type: types.MESSAGE_EDIT } }, unsupported('edit')],
  ['a revocation', { protocolMessage: { type: types.REVOKE } }, unsupported('revoke')],
  ['a text beside a group key', { conversation: 'hi', senderKeyDistributionMessage: { groupId: 'g' } }, text('hi')],
])('says what %s says', (_name, message, content) => {
  expect(contentOf(message)).toEqual(content);
});

it.each<[string, proto.IMessage]>([
  ['a group key alone', { senderKeyDistributionMessage: { groupId: 'g' } }],
  ['app state keys', { protocolMessage: { type: types.APP_STATE_SYNC_KEY_SHARE } }],
  ['history', { protocolMessage: { type: types.HISTORY_SYNC_NOTIFICATION } }],
])('has nothing to tell about %s', (_name, message) => {
  expect(contentOf(message)).toBeUndefined();
});
