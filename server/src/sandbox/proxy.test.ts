import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { SandboxProxy } from './proxy.ts';
import { createSandboxProxy } from './proxy.ts';

const open: Server[] = [];
const proxies: SandboxProxy[] = [];
afterEach(async () => {
  for (const proxy of proxies.splice(0)) proxy.close();
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

it('carries an upgrade to the world’s socket, both ways, without cookies and keys', async () => {
  let seen = '';
  const simulator = await listen((server) =>
    server.on('upgrade', (request, socket) => {
      seen = `${request.url} ${JSON.stringify(request.headers)}`;
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
      socket.on('data', (chunk: Buffer) => socket.write(chunk.toString().toUpperCase()));
      socket.on('error', () => {});
      socket.on('end', () => socket.end());
    }),
  );
  const port = await proxied(simulator);
  const client = await upgrade(port, '/sandbox/worldworld/ws/chat?ED=1', [
    'Cookie: session=1',
    'Authorization: Bearer wz_test_x',
  ]);
  expect(await until(client, '\r\n\r\n')).toContain('101 Switching Protocols');
  client.write('bread');
  expect(await until(client, 'BREAD')).toBe('BREAD');
  // The HTTP server's own close would wait for this client; the proxy's ends it.
  for (const proxy of proxies.splice(0)) proxy.close();
  await once(client, 'close');
  expect(seen).toMatch(/^\/sandbox\/worldworld\/ws\/chat /);
  expect(seen).toContain('sec-websocket-key');
  expect(seen).not.toMatch(/session=1|wz_test_x/);
});

it.each([
  ['/sandbox/worldworld/ws/chat/../../control', '404'],
  ['/sandbox/UPPERCASE/ws/chat', '404'],
  ['/worlds/worldworld/phones', '404'],
  ['/', '404'],
])('carries nothing to %s', async (path, status) => {
  let reached = false;
  const simulator = await listen((server) => server.on('upgrade', () => (reached = true)));
  const client = await upgrade(await proxied(simulator), path);
  expect(await until(client, '\r\n\r\n')).toContain(` ${status} `);
  expect(reached).toBe(false);
});

it('cuts the socket when the simulator is away or not wanted, so that the client dials again', async () => {
  const gone = await listen(() => {});
  const port = await proxied(gone);
  const closing = open.splice(open.indexOf(gone), 1)[0];
  closing?.close();
  const client = await upgrade(port, '/sandbox/worldworld/ws/chat');
  await once(client, 'close');
  expect(client.bytesRead).toBe(0);
  const none = await upgrade(await proxied(null), '/sandbox/worldworld/ws/chat');
  await once(none, 'close');
  expect(none.bytesRead).toBe(0);
});

async function listen(prepare: (server: Server) => void): Promise<Server> {
  const server = createServer();
  prepare(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return server;
}

function portOf(server: Server): number {
  // A listening TCP server has a port.
  return (server.address() as AddressInfo).port;
}

async function proxied(simulator: Server | null): Promise<number> {
  const proxy = createSandboxProxy(simulator && portOf(simulator));
  proxies.push(proxy);
  return portOf(await listen((server) => server.on('upgrade', proxy.upgrade)));
}

async function upgrade(port: number, path: string, headers: string[] = []): Promise<Socket> {
  const client = connect(port, '127.0.0.1');
  await once(client, 'connect');
  const needed = [
    'Host: example.org',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: eA==',
    'Sec-WebSocket-Version: 13',
  ];
  client.write([`GET ${path} HTTP/1.1`, ...needed, ...headers, '', ''].join('\r\n'));
  return client;
}

async function until(client: Socket, end: string): Promise<string> {
  let text = '';
  client.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.endsWith(end)) client.emit('enough');
  });
  if (!text.endsWith(end)) await Promise.race([once(client, 'enough'), once(client, 'close')]);
  client.removeAllListeners('data');
  return text;
}
