import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { verifyWebhook } from '../client/src/verify-webhook.ts';

// The whole journey against a running installation, by the public API alone: link, send, delivered, read, answer, webhooks.
const began = performance.now();
const run = promisify(execFile);

type Reply = { [field: string]: unknown };

const { key, base } = await openSandbox();
const receiver = await startReceiver();
const endpoint = await call('POST', '/v1/webhook-endpoints', { url: receiver.url, events: ['*'] });
receiver.secret = String(endpoint['secret']);
step('webhook endpoint made', receiver.url);

const owner = `+1555010${String((Math.floor(performance.now() * 1000) % 9000) + 1000)}`;
const device = await call('POST', '/v1/devices', { name: 'Demo', kind: 'linked' });
await call('POST', '/v1/simulator/phones', { phone: owner, name: 'Demo owner' });
await call('POST', `/v1/devices/${device['id']}/pairing`, { method: 'qr' });
const pairing = await wait(
  'a QR code',
  () => maybe('GET', `/v1/devices/${device['id']}/pairing`),
  (found) => typeof found['qr'] === 'string',
);
step('QR shown', `${String(pairing['qr']).slice(0, 60)}…`);
await call('POST', `/v1/simulator/phones/${owner}/scan`, { qr: pairing['qr'] });
await wait(
  'the device to come online',
  () => call('GET', `/v1/devices/${device['id']}`),
  (found) => isRecord(found['connection']) && found['connection']['is'] === 'online',
);
step('linked by QR', `${owner} is online`);

const message = await call('POST', '/v1/messages', {
  device: device['id'],
  to: '+15550190001',
  type: 'text',
  text: { body: 'Hello from WhatzAPI' },
});
step('accepted', String(message['id']));
for (const status of ['sent', 'delivered', 'read']) {
  const shown = await wait(
    status,
    () => call('GET', `/v1/messages/${message['id']}`),
    (found) => isRecord(found['status_at']) && status in found['status_at'],
  );
  step(status, isRecord(shown['status_at']) ? String(shown['status_at'][status]) : '');
}
const answer = await wait(
  'an answer',
  () => call('GET', `/v1/chats/${message['chat']}/messages`),
  (found) => inbound(found) !== undefined,
);
step('answered', JSON.stringify(inbound(answer)));
const types = ['message.queued', 'message.sent', 'message.delivered', 'message.read', 'message.received'];
await wait(
  'the webhooks',
  async () => ({}),
  () => types.every((type) => receiver.verified.includes(type)),
);
step('webhooks verified', types.join(', '));
await call('DELETE', `/v1/webhook-endpoints/${endpoint['id']}`);
await call('DELETE', `/v1/devices/${device['id']}`);
receiver.close();
console.log(`The whole journey took ${((performance.now() - began) / 1000).toFixed(1)} s.`);

async function openSandbox(): Promise<{ key: string; base: string }> {
  const { stdout } = await run(process.execPath, ['server/src/cli/whatzapi.ts', 'start-link', '--json'], {
    cwd: new URL('..', import.meta.url),
  });
  const made: unknown = JSON.parse(stdout);
  if (!isRecord(made) || typeof made['key'] !== 'string' || typeof made['url'] !== 'string')
    throw new Error('no sandbox key');
  const base = new URL(made['url']).origin;
  const live = await fetch(`${base}/readyz`).catch(() => undefined);
  if (!live?.ok) throw new Error(`Nothing answers at ${base}. Start it first, in another terminal: npm start`);
  return { key: made['key'], base };
}

async function call(method: string, path: string, body?: object): Promise<Reply> {
  const reply = await fetch(`${base}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`);
  const read: unknown = text === '' ? {} : JSON.parse(text);
  return isRecord(read) ? read : {};
}

function maybe(method: string, path: string): Promise<Reply> {
  return call(method, path).catch(() => ({}));
}

async function wait(what: string, look: () => Promise<Reply>, isThere: (found: Reply) => boolean): Promise<Reply> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const found = await look();
    if (isThere(found)) return found;
    if (performance.now() > deadline) throw new Error(`Waited 30 s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function startReceiver() {
  const state = { url: '', secret: '', verified: [] as string[], close: () => {} };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const event: unknown = verifyWebhook({ secret: state.secret, headers: request.headers, body });
    if (isRecord(event) && typeof event['type'] === 'string') state.verified.push(event['type']);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  state.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hooks`;
  state.close = () => server.close();
  return state;
}

function inbound(found: Reply): string | undefined {
  const { data } = found;
  if (!Array.isArray(data)) return undefined;
  const message = data.find((one: unknown) => isRecord(one) && one['direction'] === 'in');
  return isRecord(message) && isRecord(message['text']) ? String(message['text']['body']) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function step(what: string, detail: string): void {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what.padEnd(22)} ${detail}`);
}
