import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageWith, statusOf } from './client.ts';
import { chatOn, createTestWorld, eventually, strictReport, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(async () => {
  await world.close();
});

describe('linking a device', () => {
  it('links an unmodified client by QR, and texts travel both ways', async () => {
    const client = await world.link('+15550100001');
    await world.control('POST', '/phones', { phone: '+15550100002', name: 'Ana' });
    const sent = await client.socket().sendMessage('15550100002@s.whatsapp.net', { text: 'hello' });
    const id = sent?.key.id ?? '';
    const [entry] = await eventually(async () => {
      const entries = await chatOn(world, '+15550100002', '+15550100001');
      return entries.length > 0 && entries;
    }, 'the message on the phone');
    expect(entry).toMatchObject({ id, direction: 'in', type: 'text', text: { body: 'hello' }, frames: 1 });
    await client.until(statusOf(id, 3), { label: 'delivered' });
    const reply = await world.control('POST', '/phones/+15550100002/messages', {
      to: '+15550100001',
      type: 'text',
      text: { body: 'hi there' },
    });
    expect(reply.status).toBe(201);
    const received = await client.until(messageWith('hi there'), { label: 'answer' });
    expect(received.pushName).toBe('Ana');
    expect((await strictReport(world)).violations).toBe(0);
  });
});
