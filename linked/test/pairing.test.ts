import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';
import type { WorkerProcess } from './worker-process.ts';

let town: Bakery;
let bakery: Bakery;
let worker: WorkerProcess;
beforeAll(async () => {
  town = await createBakery();
  worker = town.start();
  await eventually('hello', () => hellos()[0]);
});
beforeEach(async () => {
  bakery = await town.another();
});
afterAll(() => town.stop());

const hellos = () => town.server.said.filter((frame) => frame.say === 'hello');

async function restarted(extra: Record<string, string> = {}): Promise<void> {
  const before = hellos().length;
  worker.kill('SIGTERM');
  await worker.exited;
  worker = town.start(extra);
  await eventually('hello', () => hellos()[before]);
}

async function stored(): Promise<{ creds: number; keys: number }> {
  const { rows } = await bakery.database.owner.query(
    `select (select count(creds)::int from wa_sessions where session_id = $1) as creds,
       (select count(*)::int from wa_keys where session_id = $1) as keys`,
    [bakery.session.slice(4)],
  );
  return rows[0];
}

async function enter(code: string): Promise<number> {
  return bakery.whatsapp.call('POST', `/phones/${bakery.phone}/enter-code`, { code }).then(
    ({ status }) => status,
    () => 422,
  );
}

it('links by QR code, and keeps nothing on disk before the phone has agreed', async () => {
  bakery.open({ kind: 'pair', method: 'qr' });
  const shown = await bakery.server.state(bakery.session, 'pairing');
  expect(shown).toMatchObject({ method: 'qr', expiresInMs: 60_000 });
  expect(await stored()).toEqual({ creds: 0, keys: 0 });
  if (shown.method !== 'qr') throw new Error('no QR code');
  await bakery.whatsapp.call('POST', `/phones/${bakery.phone}/scan`, { qr: shown.qr });
  const online = await bakery.server.state(bakery.session, 'online');
  expect(online).toMatchObject({ phone: bakery.phone });
  expect(online.lid).toMatch(/^\d+$/);
  expect((await stored()).creds).toBe(1);
});

it('links by the right pairing code after a wrong one was typed', async () => {
  bakery.open({ kind: 'pair', method: 'code', phone: bakery.phone });
  const shown = await bakery.server.state(bakery.session, 'pairing');
  if (shown.method !== 'code') throw new Error('no code');
  expect(shown.code).toMatch(/^[A-Z0-9]{8}$/);
  await enter(shown.code === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA');
  expect(await stored()).toEqual({ creds: 0, keys: 0 });
  await enter(shown.code);
  expect(await bakery.server.state(bakery.session, 'online')).toMatchObject({ phone: bakery.phone });
});

it('leaves nothing when a pairing is canceled', async () => {
  bakery.open({ kind: 'pair', method: 'qr' });
  await bakery.server.state(bakery.session, 'pairing');
  bakery.server.tell({ do: 'close', session: bakery.session, reason: 'released' });
  expect(await bakery.server.state(bakery.session, 'offline')).toMatchObject({ reason: 'released' });
  expect(await stored()).toEqual({ creds: 0, keys: 0 });
});

it('calls a pairing refused, not logged out, when the phone never heard that we agreed', async () => {
  await restarted({ WZ_FAILPOINT: 'pairing.after_commit' });
  bakery.open({ kind: 'pair', method: 'qr' });
  const shown = await bakery.server.state(bakery.session, 'pairing');
  if (shown.method !== 'qr') throw new Error('no QR code');
  // The worker dies while the phone waits for its answer, so the phone reports a failure.
  await bakery.whatsapp.call('POST', `/phones/${bakery.phone}/scan`, { qr: shown.qr }).catch(() => {});
  expect((await worker.exited).signal).toBe('SIGKILL');
  expect((await stored()).creds).toBe(1);
  await restarted();
  bakery.open({ kind: 'resume' });
  expect(await bakery.server.state(bakery.session, 'offline')).toMatchObject({ reason: 'pairing_refused' });
  await eventually('nothing kept', async () => ((await stored()).creds === 0 ? true : undefined));
});

it('asks to be linked anew when there is nothing to resume', async () => {
  bakery.open({ kind: 'resume' });
  expect(await bakery.server.state(bakery.session, 'logged_out')).toMatchObject({ reason: 'needs_relink' });
});

it('forgets the old link entirely when it is paired anew', async () => {
  await bakery.link();
  await bakery.send('hello').outcome();
  const before = bakery.server.states(bakery.session).length;
  bakery.open({ kind: 'pair', method: 'qr' });
  const shown = await bakery.server.state(bakery.session, 'pairing', before);
  if (shown.method !== 'qr') throw new Error('no QR code');
  await bakery.whatsapp.call('POST', `/phones/${bakery.phone}/scan`, { qr: shown.qr });
  await bakery.server.state(bakery.session, 'online', before);
  expect((await bakery.send('again').outcome()).kind).toBe('sent');
  await bakery.whatsapp.shown(bakery.ana, bakery.phone, ({ body }) => body === 'again');
});
