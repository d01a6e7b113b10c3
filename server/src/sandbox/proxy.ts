import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

const chatPath = /^\/sandbox\/[a-z0-9]{8,40}\/ws\/chat$/;

/** Headers of an upgrade in bytes at most, request line included. */
const headBytesMax = 8 * 1024;

/** How long the simulator may take to accept, in milliseconds. */
const connectMsMax = 5_000;

/** The headers a WebSocket needs; whatever else came (cookies, keys) stays here. */
const passed = new Set([
  'upgrade',
  'connection',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-protocol',
  'sec-websocket-extensions',
  'origin',
  'user-agent',
]);

export type SandboxProxy = {
  /** For the HTTP server's `upgrade` event. */
  upgrade(request: IncomingMessage, client: Duplex, head: Buffer): void;
  /** Ends what is carried and refuses what comes; an HTTP server that closes would wait for it forever. */
  close(): void;
};

/**
 * Carries a WebSocket upgrade of `/sandbox/<world>/ws/chat` to the simulator on loopback, byte for byte after the head.
 * Any other path is answered 404; without a simulator the socket is cut.
 */
export function createSandboxProxy(port: number | null): SandboxProxy {
  const carried = new Set<Duplex>();
  let closed = false;

  function carry(port: number, { start, client }: { start: Buffer[]; client: Duplex }): void {
    const simulator = connect({ host: '127.0.0.1', port });
    carried.add(client);
    simulator.setTimeout(connectMsMax, () => simulator.destroy(new Error('no answer')));
    simulator.once('error', () => client.destroy());
    simulator.once('connect', () => {
      simulator.setTimeout(0);
      simulator.setNoDelay(true);
      for (const bytes of start) simulator.write(bytes);
      simulator.pipe(client).pipe(simulator);
    });
    simulator.once('close', () => client.destroy());
    // A WebSocket has no use for a half-closed connection: what is written still goes out, nothing more comes back.
    client.once('end', () => simulator.end(() => simulator.destroy()));
    client.once('close', () => {
      carried.delete(client);
      simulator.destroy();
    });
  }

  return {
    upgrade(request, client, head) {
      client.on('error', () => client.destroy());
      const path = (request.url ?? '').split('?', 1)[0] ?? '';
      const webSocket = request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket';
      const start = headOf(path, request.rawHeaders, port);
      if (!chatPath.test(path)) refuse(client, '404 Not Found');
      else if (!webSocket) refuse(client, '400 Bad Request');
      else if (start.length > headBytesMax) refuse(client, '431 Request Header Fields Too Large');
      // Cut, not answered: the WhatsApp library waits for ever after an HTTP status, and dials again after a cut.
      else if (port === null || closed) client.destroy();
      else carry(port, { start: head.length > 0 ? [start, head] : [start], client });
    },
    close() {
      closed = true;
      for (const client of carried) client.destroy();
    },
  };
}

function headOf(path: string, rawHeaders: string[], port: number | null): Buffer {
  const lines = [`GET ${path} HTTP/1.1`, `host: 127.0.0.1:${port ?? 0}`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (passed.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function refuse(client: Duplex, status: string): void {
  if (!client.writable) return void client.destroy();
  client.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
