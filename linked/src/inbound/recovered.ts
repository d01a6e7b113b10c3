import { type AuthenticationCreds, proto, toNumber } from 'baileys';
import { isMe, type Mapped, peerOf } from './peer.ts';
import type { envelopeOf } from './stanza.ts';

type Envelope = NonNullable<Awaited<ReturnType<typeof envelopeOf>>>;

/** Messages that we could not read and that our own phone now shows us. */
export async function recoveredFrom(
  message: proto.IMessage,
  creds: AuthenticationCreds,
  mapped: Mapped,
): Promise<{ envelope: Envelope; message: proto.IMessage }[]> {
  const results = message.protocolMessage?.peerDataOperationRequestResponseMessage?.peerDataOperationResult ?? [];
  const recovered: { envelope: Envelope; message: proto.IMessage }[] = [];
  for (const result of results) {
    const bytes = result.placeholderMessageResendResponse?.webMessageInfoBytes;
    if (!bytes) continue;
    const info = proto.WebMessageInfo.decode(bytes);
    const envelope = await envelopeOfInfo(info, creds, mapped);
    if (envelope && info.message) recovered.push({ envelope, message: info.message });
  }
  return recovered;
}

async function envelopeOfInfo(
  info: proto.WebMessageInfo,
  creds: AuthenticationCreds,
  mapped: Mapped,
): Promise<Envelope | undefined> {
  const { remoteJid, id, fromMe, participant } = info.key ?? {};
  if (!remoteJid || !id) return undefined;
  const chat = await peerOf(mapped, remoteJid);
  const author = participant ?? info.participant ?? remoteJid;
  const ours = fromMe === true || isMe(creds, author);
  return {
    kind: 'message',
    chat,
    sender: ours ? await peerOf(mapped, creds.me?.id, creds.me?.lid) : await peerOf(mapped, author),
    fromMe: ours,
    wireId: id,
    atMs: toNumber(info.messageTimestamp ?? 0) * 1000,
    ...(info.pushName ? { name: info.pushName } : {}),
    offline: true,
    history: false,
  };
}
