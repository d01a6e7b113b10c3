import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionOf, createClient } from './client.ts';
import { createTestWorld, eventually, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(async () => {
  await world.close();
});

describe('the control API', () => {
  it('tells a client where the world is', async () => {
    const { body } = await world.control('GET', '');
    expect(body).toMatchObject({ linked_url: world.url(), noise_root: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('answers 404 for an unknown phone, whatever is wanted of it', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/scan'],
      ['POST', '/online'],
      ['POST', '/unlink'],
    ]) {
      const reply = await world.control(
        method ?? '',
        `/phones/+15550109999${path}`,
        method === 'POST' ? { qr: 'x' } : undefined,
      );
      expect([404, 422]).toContain(reply.status);
    }
    expect(await world.control('GET', '/phones/+15550109999')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('says what is wrong with an input', async () => {
    const reply = await world.control('POST', '/phones', { phone: 'bakery' });
    expect(reply).toMatchObject({ status: 422, body: { code: 'validation_failed', errors: [{ path: 'phone' }] } });
  });

  it('lists only phones somebody has made, page by page', async () => {
    for (const phone of ['+15550100001', '+15550100002', '+15550100003'])
      await world.control('POST', '/phones', { phone });
    await world.control('POST', '/phones/+15550100001/messages', { to: '+15550100777', text: { body: 'hello' } });
    const first = (await world.control('GET', '/phones?limit=2')).body as { data: unknown[]; next: string };
    expect(first.data).toMatchObject([{ phone: '+15550100001' }, { phone: '+15550100002' }]);
    const second = await world.control('GET', `/phones?limit=2&cursor=${first.next}`);
    expect(second.body).toMatchObject({ data: [{ phone: '+15550100003' }], next: null });
  });

  it('keeps two phones talking without any linked device', async () => {
    const sent = await world.control('POST', '/phones/+15550100001/messages', {
      to: '+15550100002',
      type: 'text',
      text: { body: 'between phones' },
    });
    expect(sent).toMatchObject({ status: 201, body: { direction: 'out', text: { body: 'between phones' } } });
    const { id } = sent.body as { id: string };
    const read = await world.control('POST', '/phones/+15550100002/read', { message: id });
    expect(read).toMatchObject({ status: 200 });
    const { body } = await world.control('GET', '/phones/+15550100001?with=%2B15550100002');
    expect(body).toMatchObject({ chats: [{ messages: [{ id, status: 'read' }] }] });
  });

  it('is the only one to make worlds: a client cannot connect to one that nobody made', async () => {
    const stranger = createClient(world.url().replace(world.id, 'nobodysworld'));
    await eventually(async () => stranger.closes.length > 0, 'the refusal');
    expect(stranger.closes).not.toContain(515);
    await world.control('GET', '');
    const known = createClient(world.url());
    await known.until((event) => connectionOf(event)?.qr, { label: 'qr' });
    await known.stop();
  });

  it('forgets a world', async () => {
    expect(await world.control('DELETE', '')).toMatchObject({ status: 204 });
    expect((await world.control('GET', '/phones')).body).toEqual({ data: [], next: null });
  });
});
