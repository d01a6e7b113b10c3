import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionOf, createClient } from './client.ts';
import { createTestWorld, eventually, showPhone, strictReport, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(async () => {
  await world.close();
});

describe('linking a device', () => {
  it('links an unmodified client by QR and asks it nothing it does not know', async () => {
    const client = await world.link('+15550100001');
    expect(client.creds.me?.id).toMatch(/^15550100001:1@/);
    const phone = await showPhone(world, '+15550100001');
    expect(phone.linked_devices).toMatchObject([{ id: 1, online: true }]);
    await client.until((event) => event.name === 'messaging-history.set', { label: 'history' });
    expect((await strictReport(world)).violations).toBe(0);
  });

  it('refuses a QR that is not shown, and one that belongs to another client', async () => {
    const client = createClient(world.url());
    const qr = await client.until((event) => connectionOf(event)?.qr, { label: 'qr' });
    const [reference, , ...rest] = qr.split(',');
    const forged = [reference, Buffer.alloc(32, 1).toString('base64'), ...rest].join(',');
    const invalid = await world.control('POST', '/phones/+15550100001/scan', { qr: forged });
    expect(invalid).toMatchObject({ status: 422, body: { code: 'qr_invalid' } });
    await client.stop();
    await eventually(async () => {
      const late = await world.control('POST', '/phones/+15550100001/scan', { qr });
      return late.status === 409;
    }, 'the QR to expire with its client');
  });

  it('links by code; a wrong code links nothing and the right one still works', async () => {
    await world.control('POST', '/phones', { phone: '+15550100002' });
    const none = await world.control('POST', '/phones/+15550100002/enter-code', { code: 'ABCD-1234' });
    expect(none).toMatchObject({ status: 409, body: { code: 'no_pairing' } });
    const client = createClient(world.url());
    await client.until((event) => connectionOf(event)?.qr, { label: 'qr' });
    const code = await client.socket().requestPairingCode('15550100002');
    const enter = (typed: string) => world.control('POST', '/phones/+15550100002/enter-code', { code: typed });
    const wrong = await eventually(async () => {
      const reply = await enter('ZZZZ-ZZZZ');
      return reply.status !== 409 && reply;
    }, 'the pairing request to arrive');
    expect(wrong).toMatchObject({ status: 422, body: { code: 'wrong_code' } });
    const right = await enter(`${code.slice(0, 4)}-${code.slice(4)}`);
    expect(right).toMatchObject({ status: 200, body: { device: { id: 1 } } });
    await client.opened();
    await client.stop();
  });

  it('refuses a client that logs in with a half-finished pairing', async () => {
    const client = createClient(world.url());
    await client.until((event) => connectionOf(event)?.qr, { label: 'qr' });
    await client.socket().requestPairingCode('15550100003');
    await client.stop();
    const again = createClient(world.url(), { creds: client.creds, keys: client.keys });
    await eventually(async () => again.closes.includes(401), 'the refusal');
  });
});

describe('a linked device', () => {
  it('is replaced when it connects a second time', async () => {
    const first = await world.link('+15550100010');
    const second = createClient(world.url(), { creds: first.creds, keys: first.keys });
    await second.opened();
    await eventually(async () => first.closes.includes(440), 'the first connection to be replaced');
    await second.stop();
  });

  it('hears that it was unlinked, and stays unlinked', async () => {
    const client = await world.link('+15550100011');
    const reply = await world.control('POST', '/phones/+15550100011/unlink', { device: 1 });
    expect(reply).toMatchObject({ status: 200, body: { linked_devices: [] } });
    await eventually(async () => client.closes.at(-1) === 401, 'the client to hear of it');
    const again = createClient(world.url(), { creds: client.creds, keys: client.keys });
    await eventually(async () => again.closes.includes(401), 'the refusal');
  });

  it('can log itself out', async () => {
    const client = await world.link('+15550100012');
    await client.socket().logout();
    await eventually(async () => (await showPhone(world, '+15550100012')).linked_devices.length === 0, 'the logout');
  });

  it('gets a new number when the phone links another client', async () => {
    const first = await world.link('+15550100013');
    const second = await world.link('+15550100013');
    expect([first, second].map((client) => client.creds.me?.id)).toEqual([
      '15550100013:1@s.whatsapp.net',
      '15550100013:2@s.whatsapp.net',
    ]);
  });
});
