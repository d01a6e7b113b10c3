import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';

let town: Bakery;
let bakery: Bakery;
beforeAll(async () => {
  town = await createBakery();
  town.start();
});
beforeEach(async () => {
  bakery = await town.another();
  await bakery.link();
});
afterAll(() => town.stop());

const strike = (kind: string) => bakery.whatsapp.call('POST', '/faults', { kind, device: bakery.phone });
const statesAfter = (at: number) => bakery.server.states(bakery.session).slice(at);

async function comesBack(kind: string): Promise<void> {
  const before = bakery.server.states(bakery.session).length;
  await strike(kind);
  await bakery.server.state(bakery.session, 'online', before);
}

async function keys(): Promise<number> {
  const { rows } = await bakery.database.owner.query(
    'select count(*)::int as n from wa_keys where session_id = $1::uuid',
    [bakery.session.slice(4)],
  );
  return rows[0].n;
}

it('comes back after drops, 503 and 515 with the same link', async () => {
  for (const kind of ['drop', '503', '515', 'drop', '515']) await comesBack(kind);
  expect((await bakery.send('still here').outcome()).kind).toBe('sent');
  expect(bakery.server.states(bakery.session).filter(({ is }) => is === 'logged_out')).toEqual([]);
});

it('dials once more after somebody took its place, and then stays away', async () => {
  await comesBack('440');
  const before = bakery.server.states(bakery.session).length;
  await strike('440');
  const last = await eventually('the end', () => statesAfter(before).find((state) => state.is === 'offline'));
  expect(last).toEqual({ is: 'offline', reason: 'replaced_elsewhere' });
  expect(await bakery.send('anyone?').outcome()).toMatchObject({ kind: 'retry' });
  expect(statesAfter(before)).toEqual([last]);
});

it('wipes its keys when the phone removed it, and dials no more', async () => {
  await bakery.whatsapp.call('POST', `/phones/${bakery.phone}/unlink`, {});
  expect(await bakery.server.state(bakery.session, 'logged_out')).toEqual({
    is: 'logged_out',
    reason: 'removed_on_phone',
  });
  expect(await keys()).toBe(0);
  const { rows } = await bakery.database.owner.query('select creds from wa_sessions where session_id = $1::uuid', [
    bakery.session.slice(4),
  ]);
  expect(rows).toEqual([{ creds: null }]);
});

it('unlinks itself when it is told to, and keeps nothing', async () => {
  bakery.server.tell({ do: 'logout', session: bakery.session });
  const state = await bakery.server.state(bakery.session, 'logged_out');
  expect(state).toEqual({ is: 'logged_out', reason: 'logged_out_by_us' });
  expect(await keys()).toBe(0);
  const { body } = await bakery.whatsapp.call('GET', `/phones/${bakery.phone}`);
  expect(body['linked_devices']).toEqual([]);
});

it('stops all dialling of the worker when WhatsApp refuses its version', async () => {
  await strike('405');
  await eventually('outdated', () =>
    bakery.server.states(bakery.session).find((state) => state.is === 'offline' && state.reason === 'client_outdated'),
  );
  await bakery.whatsapp.call('DELETE', '/faults');
  const before = bakery.server.states(bakery.session).length;
  bakery.open({ kind: 'resume' });
  const states = await eventually('the answer', () =>
    statesAfter(before).length > 0 ? statesAfter(before) : undefined,
  );
  expect(states.at(-1)).toEqual({ is: 'offline', reason: 'client_outdated' });
});
