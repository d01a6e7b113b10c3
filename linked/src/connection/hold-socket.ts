import type { AuthenticationCreds, BinaryNode, WASocket } from 'baileys';
import { createHandOver, type HandOver } from '../outbound/hand-over.ts';
import type { ConnectionDeps } from './deps.ts';
import type { OpenDevice } from './device.ts';
import type { Closing } from './disconnect.ts';
import { closingOf } from './socket.ts';

/** How one socket ended: whether the device was ever let in since it was paired, and how long this socket was online. */
export type Closed = { closing: Closing; opened: boolean; onlineMs: number };

export const neverDialled: Closed = { closing: { code: 0, network: true }, opened: false, onlineMs: 0 };

type Deps = Pick<ConnectionDeps, 'address' | 'log' | 'say'> & { online: () => void };

/** Dials once with a device's credentials and holds the socket until it closes. */
export function holdSocket(
  device: OpenDevice,
  creds: AuthenticationCreds,
  { address, log, say, online }: Deps,
): { sock: WASocket; handOver: HandOver; closed: Promise<Closed> } {
  const sock = device.dial();
  const { ackWaitMs } = address.environment;
  const handOver = createHandOver({ sock, creds, sent: device.sent, ackWaitMs, log });
  sock.ws.on('CB:chatstate', (node: BinaryNode) => {
    device.intake.typing(node).then(
      (entry) => entry && say.fleeting(entry),
      () => {},
    );
  });
  const closed = new Promise<Closed>((resolve) => {
    let onlineAt: number | undefined;
    sock.ev.on('connection.update', ({ connection, lastDisconnect }) => {
      if (connection === 'open') {
        onlineAt = performance.now();
        device.opened();
        online();
      }
      if (connection !== 'close') return;
      handOver.closed();
      const onlineMs = onlineAt === undefined ? 0 : performance.now() - onlineAt;
      resolve({ closing: closingOf(lastDisconnect?.error), opened: device.wasOpened(), onlineMs });
    });
  });
  return { sock, handOver, closed };
}
