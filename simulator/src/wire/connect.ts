import { encodeBinaryNode } from 'baileys';
import type { WebSocket } from 'ws';
import type { ServerIdentity } from '../noise/certificates.ts';
import { acceptTransport, type Transport } from '../noise/transport.ts';
import { takeFault } from '../strict/faults.ts';
import type { Connection, World } from '../world/world.ts';
import { onHello } from './login.ts';
import { route } from './router.ts';

/** How long a client may take to read a last word before its socket closes. */
const lastWordMs = 150;

/** Serves one client of a world from its first byte to its last. */
export function serve(world: World, socket: WebSocket, identity: ServerIdentity) {
  let connection: Connection | undefined;
  const transport = acceptTransport(socket, identity, {
    onHello(hello) {
      connection = createConnection(world, transport, hello.clientKey);
      world.connections.add(connection);
      onHello(connection, hello.payload);
    },
    onNode(node) {
      if (!connection) return;
      try {
        route(connection, node);
      } catch (error) {
        world.simulator.log.error('wire.stanza_failed', error, { stanza: node.tag });
      }
    },
    onClose() {
      if (connection) leave(connection);
    },
    onError: (error) => world.simulator.log.error('wire.connection_failed', error),
  });
}

function createConnection(world: World, transport: Transport, clientKey: Buffer): Connection {
  const { clock } = world.simulator;
  // Non-empty while a delayed stanza is on its way: what follows waits behind it, so that the wire keeps its order.
  const outbox: Array<{ run: () => void; delayMs: number }> = [];
  const runHead = () => {
    outbox.shift()?.run();
    const [next] = outbox;
    if (next) clock.after(next.delayMs, runHead);
  };
  const inOrder = (run: () => void, delayMs: number) => {
    if (outbox.length === 0 && delayMs === 0) return run();
    outbox.push({ run, delayMs });
    if (outbox.length === 1) clock.after(delayMs, runHead);
  };
  const connection: Connection = {
    world,
    clientKey,
    role: { is: 'closed' },
    send: (node) => inOrder(() => transport.send(encodeBinaryNode(node)), node.tag === 'iq' ? 0 : delayOf(connection)),
    sendEncoded: (encoded) => inOrder(() => transport.send(encoded), delayOf(connection)),
    close: () => inOrder(() => clock.after(lastWordMs, () => transport.close()), 0),
    cut: () => transport.cut(),
  };
  return connection;
}

function delayOf({ world, role }: Connection): number {
  if (role.is !== 'linked' || !role.active) return 0;
  return takeFault(world, 'delay', role.device.account.phone)?.ms ?? 0;
}

function leave(connection: Connection) {
  const { world, role } = connection;
  world.connections.delete(connection);
  if (role.is === 'linked' && role.device.connection === connection) {
    role.device.connection = undefined;
    role.device.presence = 'unavailable';
    for (const waiting of role.device.waiting.values()) waiting.sentAt = undefined;
  }
  if (role.is === 'registering') {
    for (const reference of role.references) world.pairing.byReference.delete(reference);
    role.offer?.settle({ is: 'failed', code: 'connection_lost' });
  }
  for (const [phone, pairing] of world.pairing.byPhone) {
    if (pairing.connection !== connection) continue;
    pairing.typed?.settle({ is: 'failed', code: 'connection_lost' });
    world.pairing.byPhone.delete(phone);
  }
  connection.role = { is: 'closed' };
}
