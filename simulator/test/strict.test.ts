import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ackOf, keptDeviceLists, type LinkedClient, statusOf } from './client.ts';
import { createTestWorld, eventually, strictReport, type TestWorld } from './world.ts';

const bakery = '+15550100001';
const ben = '+15550100099';
const bensJid = '15550100099@s.whatsapp.net';
let world: TestWorld;
let shop: LinkedClient;
beforeAll(async () => {
  world = await createTestWorld();
  shop = await world.link(bakery, { reconnect: true, config: { userDevicesCache: keptDeviceLists() } });
});
afterAll(async () => {
  await world.close();
});

const say = async (text: string): Promise<string> => {
  const id = (await shop.socket().sendMessage(bensJid, { text }))?.key.id ?? '';
  await shop.until(ackOf(id), { label: 'ack' });
  return id;
};

describe('strictness', () => {
  it('has nothing to say about a client that behaves', async () => {
    const id = await say('hello');
    await shop.until(statusOf(id, 3), { label: 'delivered' });
    expect(await strictReport(world)).toMatchObject({ violations: 0 });
  });

  it('counts a query nobody has an answer for, and answers it 501', async () => {
    const query = shop.socket().query({
      tag: 'iq',
      attrs: { to: '@s.whatsapp.net', type: 'get', xmlns: 'w:newsletter' },
      content: [{ tag: 'subscribed', attrs: {} }],
    });
    await expect(query).rejects.toMatchObject({ data: 501 });
    const { unknown_stanzas } = await strictReport(world);
    expect(unknown_stanzas).toMatchObject([{ stanza: 'iq', xmlns: 'w:newsletter', type: 'get', child: 'subscribed' }]);
  });

  it('catches a sender that forgot how far its ratchet was, also over a restart', async () => {
    const before = new Map(shop.keys.rows);
    await say('the first use of the key');
    await world.restart();
    await eventually(async () => shop.closes.includes(428), 'the connection to end');
    await shop.opened(shop.events.findLastIndex(({ name }) => name === 'connection.update'));
    shop.keys.rows.clear();
    for (const [key, value] of before) shop.keys.rows.set(key, value);
    const id = await say('the second use of the key');
    const reused = await eventually(async () => {
      const { reused_counters } = await strictReport(world);
      return reused_counters.length > 0 && reused_counters;
    }, 'the violation');
    expect(reused.map((one) => one['id'])).toContain(id);
    expect(reused.map((one) => one['to'])).toContain(`${ben}:0`);
  });

  it('notices a delivered stanza that is never acknowledged while the connection is open', async () => {
    shop.socket().ws.removeAllListeners('CB:message');
    await world.control('POST', `/phones/${ben}/messages`, { to: bakery, type: 'text', text: { body: 'unheard' } });
    await world.advance(2_000);
    await eventually(async () => {
      const { missing_acks } = await strictReport(world);
      return missing_acks.some((one) => one['stanza'] === 'message' && one['phone'] === bakery);
    }, 'the violation');
  });

  it('logs every message frame with the counters it used', async () => {
    const first = (await world.control('GET', '/frames')).body;
    expect(first).toMatchObject({ data: expect.arrayContaining([expect.objectContaining({ from: bakery, to: ben })]) });
    const { next } = first as { next: string };
    const id = await say('one more');
    const { body } = await world.control('GET', `/frames?after=${next}`);
    const shape = { id, from: bakery, device: 1, to: ben, type: 'text', ciphertexts: expect.any(Array) };
    expect(body).toMatchObject({ data: expect.arrayContaining([expect.objectContaining(shape)]) });
  });
});
