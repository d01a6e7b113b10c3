import { framesTable } from '../store/tables.ts';
import { type Device, nextTick } from '../world/world.ts';
import { chainOf, digestOf, readHeader } from './ciphertext.ts';
import { recordViolation } from './violations.ts';

/** One message frame as a client sent it. */
export type Frame = {
  id: string;
  recipient: string;
  type: string;
  ciphertexts: ReadonlyArray<{ phone: string; device: number; type: string; bytes: Uint8Array }>;
};

/** Logs a frame for oracles and checks that its sender never used a message key twice for different ciphertexts. */
export function recordFrame(sender: Device, frame: Frame) {
  const { world, phone } = sender.account;
  const { clock, store } = world.simulator;
  const at = clock.now();
  const from = `${phone}:${sender.id}`;
  const used = frame.ciphertexts.map((ciphertext) => {
    const to = `${ciphertext.phone}:${ciphertext.device}`;
    const header = readHeader(ciphertext.type, ciphertext.bytes);
    if (header) {
      store.sight({
        world: world.id,
        chain: chainOf(from, to, header),
        counter: header.counter,
        digest: digestOf(header),
        at,
        onReuse: () =>
          recordViolation(world, 'reused_counter', {
            id: frame.id,
            from: `+${from}`,
            to: `+${to}`,
            counter: header.counter,
          }),
      });
    }
    const ratchet = header?.ratchetKey.subarray(1, 9).toString('hex') ?? null;
    return { to: `+${to}`, type: ciphertext.type, ratchet, counter: header?.counter ?? null };
  });
  store.put(
    framesTable,
    [world.id, nextTick(world), at, frame.id, phone, sender.id, frame.recipient, frame.type, JSON.stringify(used)],
    { fresh: true },
  );
}
