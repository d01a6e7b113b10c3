import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { brand, type Id, newId, parseId } from '../base/id.ts';
import { sql } from '../db/db.ts';
import { endpointsMax } from './endpoints.ts';
import { openStage, type Stage, until } from './stage.ts';
import type { EndpointObject } from './webhooks.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.renew());
afterAll(() => stage.close());

const url = 'http://127.0.0.1:9/hooks';

it('shows the secret once: when the endpoint is made', async () => {
  const webhooks = stage.webhooks();
  const { secret, ...made } = await stage.run((tx) =>
    webhooks.createEndpoint(tx, stage.sandbox, { url, events: ['message.sent', 'message.sent'], description: 'Shop' }),
  );
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(made).toMatchObject({
    url,
    events: ['message.sent'],
    dialect: 'native',
    state: 'enabled',
    description: 'Shop',
  });
  expect(await stage.run((tx) => webhooks.getEndpoint(tx, stage.sandbox.id, idOf(made)))).toEqual(made);
  const dump = await stage.db.system((tx) =>
    tx.many(sql<{ sealed: Buffer }>`select sealed from webhook_secrets where endpoint_id = ${idOf(made)}`),
  );
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  expect(dump.map((row) => row.sealed.includes(key))).toEqual([false]);
});

it.each([
  [{ events: ['message.recieved'] }, 'validation_failed'],
  [{ events: [] }, 'validation_failed'],
  [{ dialect: 'meta' as const }, 'not_available'],
  [{ url: 'ftp://example.com/' }, 'validation_failed'],
  [{ url: 'http://169.254.169.254/' }, 'private_target'],
])('refuses an endpoint of %j', async (change, code) => {
  const webhooks = stage.webhooks();
  const input = { url, events: ['*'], ...change };
  await expect(stage.run((tx) => webhooks.createEndpoint(tx, stage.sandbox, input))).rejects.toMatchObject({ code });
});

it('lets only sandboxes call this machine', async () => {
  const webhooks = stage.webhooks();
  await expect(
    stage.run((tx) => webhooks.createEndpoint(tx, stage.live, { url, events: ['*'] }), stage.live.id),
  ).rejects.toMatchObject({ code: 'private_target' });
  const { id } = await stage.run((tx) => webhooks.createEndpoint(tx, stage.sandbox, { url, events: ['*'] }));
  await expect(
    stage.run((tx) => webhooks.updateEndpoint(tx, stage.sandbox, idOf({ id }), { url: 'http://10.0.0.1/' })),
  ).rejects.toMatchObject({ code: 'private_target' });
});

it('changes what is named and keeps the rest', async () => {
  const webhooks = stage.webhooks();
  const { secret: _, ...made } = await stage.run((tx) =>
    webhooks.createEndpoint(tx, stage.sandbox, { url, events: ['*'], description: 'Shop' }),
  );
  const change = (input: object) => stage.run((tx) => webhooks.updateEndpoint(tx, stage.sandbox, idOf(made), input));
  expect(await change({ events: ['message.read'] })).toEqual({ ...made, events: ['message.read'] });
  expect(await change({ state: 'disabled' })).toMatchObject({ state: 'disabled', disabled_reason: 'by_owner' });
  expect(await change({ state: 'enabled', description: null, events: ['*'] })).toEqual({ ...made, description: null });
});

it('lists newest first in pages, without the deleted', async () => {
  const webhooks = stage.webhooks();
  const made: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    stage.pass(2);
    made.unshift((await stage.run((tx) => webhooks.createEndpoint(tx, stage.sandbox, { url, events: ['*'] }))).id);
  }
  await stage.run((tx) => webhooks.deleteEndpoint(tx, stage.sandbox.id, idOf({ id: made[1] ?? '' })));
  const first = await stage.run((tx) => webhooks.listEndpoints(tx, stage.sandbox.id, { limit: 1 }));
  const rest = await stage.run((tx) =>
    webhooks.listEndpoints(tx, stage.sandbox.id, { limit: 200, ...(first.next ? { after: first.next } : {}) }),
  );
  const ids = [...first.data, ...rest.data].map((one) => one.id);
  expect(ids).toEqual([made[0], made[2]]);
  expect(rest.next).toBeNull();
});

it(`keeps a workspace to ${endpointsMax} endpoints`, async () => {
  const webhooks = stage.webhooks();
  const make = () => stage.run((tx) => webhooks.createEndpoint(tx, stage.sandbox, { url, events: ['*'] }));
  for (let i = 0; i < endpointsMax; i += 1) await make();
  await expect(make()).rejects.toMatchObject({ code: 'conflict' });
});

it('answers for another workspace’s endpoint or delivery exactly as for a missing one', async () => {
  const webhooks = stage.webhooks();
  const receiver = await stage.receiver();
  const made = await stage.run((tx) =>
    webhooks.createEndpoint(tx, stage.sandbox, { url: receiver.url(), events: ['*'] }),
  );
  webhooks.start();
  await stage.happen(['one']);
  await until('a delivery', () => receiver.got.length === 1);
  const { data } = await stage.run((tx) => webhooks.listDeliveries(tx, stage.sandbox.id, idOf(made), { limit: 5 }));
  const delivery = parseId('delivery', data[0]?.id ?? '');
  if (!delivery) throw new Error('no delivery');
  const verbs = (endpoint: Id<'endpoint'>, dlv: Id<'delivery'>) => [
    () => stage.run((tx) => webhooks.getEndpoint(tx, stage.live.id, endpoint), stage.live.id),
    () => stage.run((tx) => webhooks.updateEndpoint(tx, stage.live, endpoint, { description: 'mine' }), stage.live.id),
    () => stage.run((tx) => webhooks.deleteEndpoint(tx, stage.live.id, endpoint), stage.live.id),
    () => stage.run((tx) => webhooks.rotateSecret(tx, stage.live.id, endpoint), stage.live.id),
    () => stage.run((tx) => webhooks.sendTest(tx, stage.live.id, endpoint), stage.live.id),
    () => stage.run((tx) => webhooks.listDeliveries(tx, stage.live.id, endpoint, { limit: 5 }), stage.live.id),
    () => stage.run((tx) => webhooks.recoverEndpoint(tx, stage.live.id, endpoint, stage.clock.now()), stage.live.id),
    () => stage.run((tx) => webhooks.listAttempts(tx, stage.live.id, dlv, { limit: 5 }), stage.live.id),
    () => stage.run((tx) => webhooks.replayDelivery(tx, stage.live.id, dlv), stage.live.id),
    // Row-level security alone, should a verb ever name the wrong workspace.
    () => stage.run((tx) => webhooks.getEndpoint(tx, stage.sandbox.id, endpoint), stage.live.id),
    () => stage.run((tx) => webhooks.replayDelivery(tx, stage.sandbox.id, dlv), stage.live.id),
  ];
  const answers = (all: (() => Promise<unknown>)[]) => Promise.all(all.map((verb) => verb().then(String, told)));
  const foreign = await answers(verbs(idOf(made), delivery));
  const missing = await answers(verbs(newId('endpoint', stage.clock.now()), brand<'delivery'>(randomUUID())));
  expect(foreign).toEqual(missing);
  expect(new Set(foreign)).toEqual(new Set(['{"code":"not_found","told":{"detail":"There is no such thing here."}}']));
  expect(await stage.run((tx) => webhooks.getEndpoint(tx, stage.sandbox.id, idOf(made)))).toMatchObject({
    description: null,
  });
});

function told(error: object): string {
  return 'code' in error && 'told' in error ? JSON.stringify({ code: error.code, told: error.told }) : String(error);
}

function idOf({ id }: Pick<EndpointObject, 'id'>): Id<'endpoint'> {
  const found = parseId('endpoint', id);
  if (!found) throw new Error('no endpoint id');
  return found;
}
