import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createOutbound, type Outbound, type OutboundOptions } from './outbound.ts';
import { testCertificate, testKey } from './test-certificate.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const post = { headers: { 'content-type': 'application/json' }, body: '{"a":1}' };

it('posts the bytes as given and returns the status with the first kilobyte of the answer', async () => {
  let got = '';
  const port = await serve((request, response) => {
    request.on('data', (chunk: Buffer) => {
      got += chunk.toString();
    });
    request.on('end', () => response.writeHead(201, { 'retry-after': '7' }).end(`\u0000${'x'.repeat(5000)}`));
  });
  const outcome = await outbound().post(`http://127.0.0.1:${port}/hook`, post);
  expect(outcome).toEqual({ is: 'answered', status: 201, body: `\ufffd${'x'.repeat(1023)}`, retryAfter: '7' });
  expect(got).toBe('{"a":1}');
});

it('treats a redirect as an answer and never follows it', async () => {
  let calls = 0;
  const port = await serve((_request, response) => {
    calls += 1;
    response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end();
  });
  expect(await outbound().post(`http://127.0.0.1:${port}/`, post)).toMatchObject({ is: 'answered', status: 302 });
  expect(calls).toBe(1);
});

it.each([
  ['a private address', ['10.1.2.3']],
  ['this machine', ['127.0.0.1']],
  ['a public and a private address', ['93.184.216.34', '192.168.0.5']],
  ['a private address in IPv6 only', ['fd00::5']],
  ['a metadata service', ['169.254.169.254']],
  ['a mapped address', ['::ffff:127.0.0.1']],
])('does not dial a name that leads to %s', async (_what, addresses) => {
  const client = outbound({ targets: 'deny', resolve: async () => addresses });
  expect(await client.post('https://customer.example.com/', post)).toEqual({ is: 'failed', reason: 'private_target' });
  await expect(client.checkUrl('https://customer.example.com/')).rejects.toMatchObject({ code: 'private_target' });
});

it('resolves a name once per connection, so a name that turns inward in between reaches nothing', async () => {
  let asked = 0;
  const client = outbound({
    targets: 'deny',
    connectMs: 300,
    resolve: async () => {
      asked += 1;
      return asked === 1 ? ['93.184.216.34'] : ['127.0.0.1'];
    },
  });
  await client.checkUrl('https://customer.example.com/');
  expect(await client.post('https://customer.example.com/', post)).toEqual({ is: 'failed', reason: 'private_target' });
  expect(asked).toBe(2);
});

it('keeps the stricter rule for one call although the client is open to this machine', async () => {
  const port = await serve((_request, response) => response.end());
  const client = outbound();
  expect(await client.post(`http://127.0.0.1:${port}/`, post)).toMatchObject({ is: 'answered' });
  expect(await client.post(`http://127.0.0.1:${port}/`, { ...post, targets: 'deny' })).toEqual({
    is: 'failed',
    reason: 'private_target',
  });
});

it('speaks TLS to the checked address under the name, and only with a certificate that is valid for it', async () => {
  const names: unknown[] = [];
  const server = createSecureServer({ key: testKey, cert: testCertificate }, (request, response) => {
    names.push(request.headers.host);
    response.end();
  });
  const port = await listen(server);
  const resolve = async () => ['127.0.0.1'];
  const trusting = outbound({ targets: 'allow', resolve, ca: testCertificate });
  expect(await trusting.post(`https://receiver.example.com:${port}/`, post)).toMatchObject({ status: 200 });
  expect(names).toEqual([`receiver.example.com:${port}`]);
  const failed = { is: 'failed', reason: 'tls_failed' };
  expect(await trusting.post(`https://other.example.com:${port}/`, post)).toEqual(failed);
  expect(await outbound({ targets: 'allow', resolve }).post(`https://receiver.example.com:${port}/`, post)).toEqual(
    failed,
  );
});

it('goes on to the next checked address when one refuses', async () => {
  const port = await serve((_request, response) => response.end());
  const client = outbound({ targets: 'allow', resolve: async () => ['127.0.0.9', '127.0.0.1'] });
  expect(await client.post(`http://receiver.example.com:${port}/`, post)).toMatchObject({ status: 200 });
});

it('gives up in time on a host that accepts and says nothing', async () => {
  const port = await listen(createTcpServer(() => {}));
  expect(await outbound().post(`http://127.0.0.1:${port}/`, { ...post, timeoutMs: 200 })).toEqual({
    is: 'failed',
    reason: 'timeout',
  });
});

it('reads no more than it must of an endless answer', async () => {
  let sent = 0;
  const port = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384, 'y'))) sent += 16_384;
      if (!response.destroyed) response.once('drain', more);
    };
    response.on('error', () => {});
    more();
  });
  expect(await outbound().post(`http://127.0.0.1:${port}/`, post)).toMatchObject({ is: 'answered', status: 200 });
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

it('keeps the status of a receiver that drips its body until the time is over', async () => {
  const port = await serve((_request, response) => {
    response.writeHead(200).write('a');
  });
  expect(await outbound().post(`http://127.0.0.1:${port}/`, { ...post, timeoutMs: 200 })).toEqual({
    is: 'answered',
    status: 200,
    body: 'a',
  });
});

it.each([
  ['nobody listens', 'connect_failed', undefined],
  ['the connection is cut', 'broken_off', ''],
  ['the answer is no HTTP', 'bad_answer', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
  ['the head is endless', 'bad_answer', `HTTP/1.1 200 OK\r\nx: ${'h'.repeat(20_000)}\r\n\r\n`],
])('says in one word what went wrong when %s', async (_what, reason, reply) => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(reply ?? ''));
  });
  const port = await listen(server);
  if (reply === undefined) await closed(server);
  expect(await outbound().post(`http://127.0.0.1:${port}/`, post)).toEqual({ is: 'failed', reason });
});

it('lets a name pass that cannot be resolved when it is stored, and fails the call', async () => {
  const client = outbound({ targets: 'deny', resolve: () => Promise.reject(new Error('SERVFAIL')) });
  await client.checkUrl('https://customer.example.com/');
  expect(await client.post('https://customer.example.com/', post)).toEqual({ is: 'failed', reason: 'name_not_found' });
});

it('names the field when a URL cannot be used', async () => {
  await expect(outbound().checkUrl('http://example.com/', { path: 'webhook.url' })).rejects.toMatchObject({
    code: 'validation_failed',
    told: { errors: [{ path: 'webhook.url', message: 'The URL must start with https://.' }] },
  });
});

function outbound(options: Partial<OutboundOptions> = {}): Outbound {
  const client = createOutbound({ targets: 'loopback', ownHosts: () => [], ...options });
  open.push(() => client.close());
  return client;
}

function serve(answer: RequestListener): Promise<number> {
  return listen(createServer(answer));
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => closed(server));
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') server.closeAllConnections();
  server.close();
}
