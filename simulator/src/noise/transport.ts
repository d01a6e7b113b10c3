import { type BinaryNode, decodeBinaryNode, NOISE_WA_HEADER } from 'baileys';
import type { WebSocket } from 'ws';
import type { ServerIdentity } from './certificates.ts';
import { createFrameCipher, type FrameCipher } from './frame-cipher.ts';
import { type ClientHello, createHandshake } from './handshake.ts';

export type Transport = {
  /** Sends an encoded node; false when the socket is gone. */
  send(encoded: Uint8Array): boolean;
  close(): void;
  /** Cuts the TCP connection without a word. */
  cut(): void;
};
export type TransportEvents = {
  onHello(hello: ClientHello): void | Promise<void>;
  onNode(node: BinaryNode): void | Promise<void>;
  onClose(): void;
  onError(error: unknown): void;
};

const empty = Buffer.alloc(0);
const openState = 1;

/** Speaks the wire's framing and encryption over one WebSocket. Nodes are handed over one at a time and in order. */
export function acceptTransport(socket: WebSocket, identity: ServerIdentity, events: TransportEvents): Transport {
  const handshake = createHandshake(identity);
  let stage: 'prologue' | 'hello' | 'finish' | 'open' = 'prologue';
  let buffered: Buffer = empty;
  let cipher: FrameCipher | undefined;
  let outgoing: Buffer[] = [];
  let working: Promise<void> = Promise.resolve();

  socket.on('message', (data: Buffer) => {
    working = working
      .then(() => feed(data))
      .catch((error: unknown) => {
        events.onError(error);
        socket.close();
      });
  });
  socket.on('close', () => events.onClose());
  socket.on('error', () => socket.terminate());

  return {
    send(encoded) {
      if (socket.readyState !== openState || !cipher) return false;
      writeFrame(cipher.seal(encoded));
      return true;
    },
    close: () => socket.close(),
    cut: () => socket.terminate(),
  };

  async function feed(data: Buffer): Promise<void> {
    buffered = buffered.length > 0 ? Buffer.concat([buffered, data]) : data;
    if (stage === 'prologue') {
      const length = prologueLength(buffered);
      if (length === undefined) return;
      buffered = buffered.subarray(length);
      stage = 'hello';
    }
    while (buffered.length >= 3) {
      const length = buffered.readUIntBE(0, 3);
      if (buffered.length < length + 3) return;
      const frame = buffered.subarray(3, length + 3);
      buffered = buffered.subarray(length + 3);
      await takeFrame(frame);
    }
  }

  async function takeFrame(frame: Buffer): Promise<void> {
    if (stage === 'hello') {
      writeFrame(handshake.greet(frame));
      stage = 'finish';
    } else if (stage === 'finish') {
      const hello = handshake.finish(frame);
      cipher = createFrameCipher(hello.keys);
      stage = 'open';
      await events.onHello(hello);
    } else if (cipher) {
      await events.onNode(await decodeBinaryNode(cipher.open(frame)));
    }
  }

  function writeFrame(data: Uint8Array) {
    const frame = Buffer.allocUnsafe(data.length + 3);
    frame.writeUIntBE(data.length, 0, 3);
    frame.set(data, 3);
    outgoing.push(frame);
    if (outgoing.length === 1) process.nextTick(flush);
  }

  /** Frames of the same moment leave together: framing does not care, and a system call is dear. */
  function flush() {
    const frames = outgoing;
    outgoing = [];
    if (socket.readyState === openState)
      socket.send(frames.length === 1 ? (frames[0] ?? empty) : Buffer.concat(frames));
  }
}

/** Bytes before the first frame: an optional `ED` edge-routing header, then the four-byte wire header. */
function prologueLength(data: Buffer): number | undefined {
  if (data.length < 7) return undefined;
  const edge = data[0] === 0x45 && data[1] === 0x44 ? 7 + data.readUIntBE(4, 3) : 0;
  if (data.length < edge + 4) return undefined;
  if (!data.subarray(edge, edge + 2).equals(Buffer.from(NOISE_WA_HEADER).subarray(0, 2))) {
    throw new Error('The connection does not start with the wire header');
  }
  return edge + 4;
}
