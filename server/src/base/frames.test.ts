import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFrames, writeFrame } from './frames.ts';

async function pair(): Promise<{ left: Socket; right: Socket; close: () => void }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const accepted = once(server, 'connection');
  const left = connect(address.port, '127.0.0.1');
  const [right] = (await accepted) as [Socket];
  return {
    left,
    right,
    close: () => {
      left.destroy();
      right.destroy();
      server.close();
    },
  };
}

it('gives frames back whole and in order, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 50 }),
      async (frames, piece) => {
        const { left, right, close } = await pair();
        const got: unknown[] = [];
        const all = new Promise<void>((resolve) => {
          readFrames(right, (frame) => {
            got.push(frame);
            if (got.length === frames.length) resolve();
          });
        });
        const bytes = Buffer.concat(
          frames.map((frame) => {
            const body = Buffer.from(JSON.stringify(frame));
            const head = Buffer.alloc(4);
            head.writeUInt32BE(body.length);
            return Buffer.concat([head, body]);
          }),
        );
        left.setNoDelay(true);
        for (let at = 0; at < bytes.length; at += piece) left.write(bytes.subarray(at, at + piece));
        await all;
        close();
        expect(got).toEqual(JSON.parse(JSON.stringify(frames)));
      },
    ),
    { numRuns: 20 },
  );
});

it('carries what writeFrame wrote, and refuses to write into a closed socket', async () => {
  const { left, right, close } = await pair();
  const got = new Promise((resolve) => readFrames(right, resolve));
  writeFrame(left, { text: 'brød 🍞' });
  expect(await got).toEqual({ text: 'brød 🍞' });
  close();
  expect(writeFrame(left, {})).toBe(false);
});

it.each([
  ['a length no frame may have', Buffer.from([0xff, 0xff, 0xff, 0xff])],
  ['what is not JSON', Buffer.from([0, 0, 0, 2, 0x7b, 0x7b])],
])('ends a connection that sends %s', async (_what, bytes) => {
  const { left, right, close } = await pair();
  right.on('error', () => {});
  readFrames(right, () => {});
  const ended = new Promise((resolve) => right.once('close', resolve));
  left.write(bytes);
  await ended;
  expect(right.destroyed).toBe(true);
  close();
});
