import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Db, Tx } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { FrontDesk } from './front-desk.ts';
import { idOf, openFrontDesk } from './front-desk.ts';

let db: Db;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await throwawayMigrated();
  db = createDb({ ...database, onError: () => {} });
  drop = database.drop;
});
afterAll(async () => {
  await db.end();
  await drop();
});

it('makes the first device of a workspace its default, even when two are made at once', async () => {
  const hotel = await openFrontDesk(db);
  const made = await Promise.all(
    ['Bar', 'Spa', 'Garage'].map((name) =>
      db.workspace(hotel.live.id, (tx) => hotel.devices.create(tx, hotel.live.id, { name, kind: 'linked' })),
    ),
  );
  expect(made.filter((device) => device.default)).toHaveLength(1);
});

it('shows a device as the contract has it', async () => {
  const hotel = await openFrontDesk(db);
  const shown = await hotel.asDesk((tx) => hotel.devices.get(tx, hotel.workspace.id, hotel.desk));
  expect(shown).toEqual({
    id: expect.stringMatching(/^dev_[0-9a-f]{32}$/),
    name: 'Front desk',
    kind: 'linked',
    phone: null,
    default: true,
    paused: false,
    connection: { is: 'offline', since: expect.stringMatching(/Z$/) },
    can: expect.objectContaining({
      pairing: ['qr', 'code'],
      send: expect.objectContaining({ text: 'native', image: 'no' }),
    }),
    created_at: expect.stringMatching(/Z$/),
  });
});

it('refuses cloud devices until they are built', async () => {
  const hotel = await openFrontDesk(db);
  const making = hotel.asDesk((tx) =>
    hotel.devices.create(tx, hotel.workspace.id, { name: 'Official', kind: 'cloud' }),
  );
  await expect(making).rejects.toMatchObject({ code: 'not_available' });
});

it('lists devices in order of creation, page by page, and only those a key may see', async () => {
  const hotel = await openFrontDesk(db);
  const ids = [hotel.desk];
  for (const name of ['Bar', 'Spa']) ids.push(idOf((await create(hotel, name)).id));
  const list = (page: Parameters<FrontDesk['devices']['list']>[2]) =>
    hotel.asDesk((tx) => hotel.devices.list(tx, hotel.workspace.id, page));
  const first = await list({ limit: 2 });
  expect(first.data.map((device) => idOf(device.id))).toEqual(ids.slice(0, 2));
  const rest = await list({ limit: 2, after: first.next ?? '' });
  expect(rest).toMatchObject({ data: [{ name: 'Spa' }], next: null });
  const [, bar = hotel.desk] = ids;
  expect((await list({ limit: 9, only: [bar] })).data).toMatchObject([{ name: 'Bar' }]);
  expect((await list({ limit: 9, only: [] })).data).toEqual([]);
});

it('keeps exactly one default: moved by a change, inherited by a deletion, never given up', async () => {
  const hotel = await openFrontDesk(db);
  const bar = idOf((await create(hotel, 'Bar')).id);
  const update = (id: Id<'device'>, change: { name?: string; default?: boolean }) =>
    hotel.asDesk((tx) => hotel.devices.update(tx, hotel.workspace.id, id, change));
  await expect(update(hotel.desk, { default: false })).rejects.toMatchObject({ code: 'validation_failed' });
  expect(await update(bar, { default: true, name: 'Bar & grill' })).toMatchObject({
    default: true,
    name: 'Bar & grill',
  });
  expect(await defaults(hotel)).toEqual(['Bar & grill']);
  await hotel.asDesk((tx) => hotel.devices.delete(tx, hotel.workspace.id, bar));
  expect(await defaults(hotel)).toEqual(['Front desk']);
});

it('starts a pairing in a live workspace only when the risk was accepted, and by code only with a real phone', async () => {
  const hotel = await openFrontDesk(db);
  const made = await db.workspace(hotel.live.id, (tx) =>
    hotel.devices.create(tx, hotel.live.id, { name: 'Bar', kind: 'linked' }),
  );
  const pair = (input: Parameters<FrontDesk['devices']['pair']>[3]) =>
    db.workspace(hotel.live.id, (tx) => hotel.devices.pair(tx, hotel.live, idOf(made.id), input));
  await expect(pair({ method: 'qr' })).rejects.toMatchObject(invalid('risk_accepted'));
  await expect(pair({ method: 'code', risk_accepted: true })).rejects.toMatchObject(invalid('phone'));
  const notReal = pair({ method: 'code', phone: '+15550100001', risk_accepted: true });
  await expect(notReal).rejects.toMatchObject(invalid('phone'));
  expect(await pair({ method: 'qr', risk_accepted: true })).toEqual({ method: 'qr', expires_at: expect.any(String) });
});

it('refuses to pair what is linked, banned or in a suspended workspace', async () => {
  const hotel = await openFrontDesk(db);
  const pair = (workspace: Workspace = hotel.workspace) =>
    hotel.asDesk((tx) => hotel.devices.pair(tx, workspace, hotel.desk, { method: 'qr' }));
  await expect(pair({ ...hotel.workspace, state: 'suspended' })).rejects.toMatchObject({ code: 'workspace_suspended' });
  await set(hotel, sql`connection = 'banned'`);
  await expect(pair()).rejects.toMatchObject({ code: 'device_banned' });
  await set(hotel, sql`connection = 'offline', reason = 'network', linked = true`);
  await expect(pair()).rejects.toMatchObject({ code: 'conflict' });
  await set(hotel, sql`reason = 'needs_relink'`);
  expect(await pair()).toMatchObject({ method: 'qr' });
});

it('says why a device cannot be connected', async () => {
  const hotel = await openFrontDesk(db);
  const connect = () => hotel.asDesk((tx) => hotel.devices.connect(tx, hotel.workspace, hotel.desk));
  await expect(connect()).rejects.toMatchObject({ code: 'device_not_linked' });
  await set(hotel, sql`connection = 'logged_out', reason = 'removed_on_phone'`);
  await expect(connect()).rejects.toMatchObject({ code: 'device_logged_out' });
  await set(hotel, sql`connection = 'banned'`);
  await expect(connect()).rejects.toMatchObject({ code: 'device_banned' });
});

it('answers for another workspace’s device exactly as for a missing one', async () => {
  const hotel = await openFrontDesk(db);
  const rival = await openFrontDesk(db);
  await rival.asDesk((tx) => rival.devices.pair(tx, rival.workspace, rival.desk, { method: 'qr' }));
  const missing = newId('device', new Date());
  const verbs: ((tx: Tx, id: Id<'device'>) => Promise<unknown>)[] = [
    (tx, id) => hotel.devices.get(tx, hotel.workspace.id, id),
    (tx, id) => hotel.devices.update(tx, hotel.workspace.id, id, { name: 'Mine', default: true }),
    (tx, id) => hotel.devices.delete(tx, hotel.workspace.id, id),
    (tx, id) => hotel.devices.pair(tx, hotel.workspace, id, { method: 'qr' }),
    (tx, id) => hotel.devices.pairing(tx, hotel.workspace.id, id),
    (tx, id) => hotel.devices.cancelPairing(tx, hotel.workspace.id, id),
    (tx, id) => hotel.devices.connect(tx, hotel.workspace, id),
    (tx, id) => hotel.devices.disconnect(tx, hotel.workspace.id, id),
    (tx, id) => hotel.devices.logout(tx, hotel.workspace.id, id),
    (tx, id) => hotel.devices.pause(tx, hotel.workspace.id, id),
    (tx, id) => hotel.devices.resume(tx, hotel.workspace.id, id),
  ];
  const before = await rival.row();
  for (const verb of verbs) {
    const [foreign, absent] = await Promise.all(
      [rival.desk, missing].map((id) => refusal(hotel.asDesk((tx) => verb(tx, id)))),
    );
    expect(foreign).toEqual(absent);
    expect(foreign).toMatchObject({ code: 'not_found' });
    // Even the rival's own workspace id does not help inside another's transaction.
    const stolen = hotel.asDesk((tx) => hotel.devices.get(tx, rival.workspace.id, rival.desk));
    await expect(stolen).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(await rival.row()).toEqual(before);
});

it('lets two workspaces link the same phone', async () => {
  const hotel = await openFrontDesk(db);
  const rival = await openFrontDesk(db);
  await hotel.link();
  await rival.link();
  expect((await hotel.row()).phone).toBe((await rival.row()).phone);
  await set(hotel, sql`wanted = false`);
  await set(rival, sql`wanted = false`);
});

function create(hotel: FrontDesk, name: string) {
  return hotel.asDesk((tx) => hotel.devices.create(tx, hotel.workspace.id, { name, kind: 'linked' }));
}

async function defaults(hotel: FrontDesk): Promise<string[]> {
  const { data } = await hotel.asDesk((tx) => hotel.devices.list(tx, hotel.workspace.id, { limit: 50 }));
  return data.filter((device) => device.default).map(({ name }) => name);
}

async function set(hotel: FrontDesk, change: ReturnType<typeof sql>): Promise<void> {
  await db.system((tx) => tx.run(sql`update devices set ${change} where id = ${hotel.desk}`));
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'done',
    (error: { code: string; told: object }) => ({ code: error.code, told: error.told }),
  );
}

function invalid(path: string) {
  return { code: 'validation_failed', told: { errors: [{ path }] } };
}
