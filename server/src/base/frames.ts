import type { Socket } from 'node:net';

/** Largest frame either side accepts, in bytes; a longer length prefix means a broken or hostile peer. */
const frameBytesMax = 32 * 1024 * 1024;

/**
 * Reads length-prefixed JSON frames (4 bytes big-endian length, then UTF-8 JSON) from a stream socket.
 * Calls `onFrame` for each complete frame in order; destroys the socket on a frame that is too long or not JSON.
 */
export function readFrames(socket: Socket, onFrame: (frame: unknown) => void): void {
  let chunks: Buffer[] = [];
  let held = 0;
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    if (held < 4) return;
    let buffer = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
    while (buffer.length >= 4) {
      const length = buffer.readUInt32BE(0);
      if (length > frameBytesMax) return void socket.destroy(new Error('frame too long'));
      if (buffer.length < 4 + length) break;
      let frame: unknown;
      try {
        frame = JSON.parse(buffer.toString('utf8', 4, 4 + length));
      } catch {
        return void socket.destroy(new Error('frame is not JSON'));
      }
      buffer = buffer.subarray(4 + length);
      onFrame(frame);
    }
    chunks = buffer.length ? [buffer] : [];
    held = buffer.length;
  });
}

/** Writes one frame. Returns false when the socket's buffer is full, so that a sender with credit can pause. */
export function writeFrame(socket: Socket, frame: unknown): boolean {
  if (socket.destroyed || !socket.writable) return false;
  const body = Buffer.from(JSON.stringify(frame), 'utf8');
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32BE(body.length, 0);
  socket.cork();
  socket.write(head);
  const free = socket.write(body);
  process.nextTick(() => socket.uncork());
  return free;
}
