import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseId, showId } from '../base/id.ts';
import { asPhone } from '../base/phone.ts';
import { Problem } from '../base/problem.ts';
import { addSuppression, meetPeople } from '../contacts/contacts.ts';
import { createDb, type Db, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { Content, Inbound, Outgoing, SendOutcome } from '../engine/engine.ts';
import { setWorkspaceState } from '../workspaces/workspaces.ts';
import { addDevice, handClock, openBakery } from './bakery.ts';
import { claimSends } from './claim.ts';
import { expireMessages, forsakeMessages, getMessage, listChats, listMessages } from './messages.ts';
import { recordFacts } from './write.ts';

let database: MigratedDatabase;
let house: { db: Db };
beforeAll(async () => {
  database = await throwawayMigrated();
  house = { db: createDb({ ...database, onError: () => {} }) };
});
afterAll(async () => {
  await house.db.end();
  await database.drop();
});

const ana = '+15550100002';

function takes(log: Outgoing[] = []) {
  return async (outgoing: Outgoing): Promise<SendOutcome> => {
    log.push(outgoing);
    return { kind: 'sent', atMs: Date.now() };
  };
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

it('sends what was accepted, once, and tells queued then sent', async () => {
  const bakery = await openBakery(house.db);
  const message = await bakery.send(ana);
  expect(message).toMatchObject({
    status: 'queued',
    to: ana,
    text: { body: 'Your bread is ready' },
    purpose: 'service',
  });
  const wire: Outgoing[] = [];
  const sender = bakery.sender(takes(wire));
  await sender.start();
  await until(async () => (await bakery.statuses()).every((row) => row.status === 'sent'), 'sent');
  await sender.stop();
  expect(wire).toHaveLength(1);
  expect(wire[0]).toMatchObject({ to: { kind: 'person', phone: ana }, content: { type: 'text' } });
  expect(await bakery.eventTypes()).toEqual(['message.queued', 'message.sent']);
});

it('keeps the order within a chat while many are accepted and sent at once', async () => {
  const bakery = await openBakery(house.db);
  const wire: Outgoing[] = [];
  const sender = bakery.sender(takes(wire));
  await sender.start();
  for (let i = 0; i < 30; i++) {
    await bakery.send(ana, `to Ana ${i}`);
    await bakery.send('+15550100003', `to Ben ${i}`);
    sender.wake();
  }
  await until(async () => (await bakery.statuses()).every((row) => row.status === 'sent'), 'all sent');
  await sender.stop();
  for (const phone of [ana, '+15550100003']) {
    const bodies = wire.flatMap(({ to, content }) =>
      to.kind === 'person' && to.phone === phone && content.type === 'text' ? [content.text.body] : [],
    );
    expect(bodies).toEqual(Array.from({ length: 30 }, (_, i) => `to ${phone === ana ? 'Ana' : 'Ben'} ${i}`));
  }
});

it('hands a message over again under the same id when nobody knows whether it left', async () => {
  const clock = handClock();
  const bakery = await openBakery(house.db, { clock });
  await bakery.send(ana);
  const wire: Outgoing[] = [];
  const sender = bakery.sender(async (outgoing) => {
    wire.push(outgoing);
    clock.forward(5_000);
    return wire.length === 1 ? { kind: 'unknown', reason: 'test' } : { kind: 'sent', atMs: clock.now().getTime() };
  });
  await sender.start();
  await until(async () => wire.length === 1, 'the first try');
  await until(async () => {
    clock.forward(1_000);
    return (await bakery.statuses())[0]?.status === 'sent';
  }, 'sent');
  await sender.stop();
  expect(new Set(wire.map((one) => one.wireId)).size).toBe(1);
  expect(wire.map((one) => one.attempt)).toEqual([1, 2]);
});

it('never sends to a suppressed person, even if suppressed while queued', async () => {
  const bakery = await openBakery(house.db);
  await bakery.send(ana);
  await house.db.workspace(bakery.workspace.id, (tx) =>
    addSuppression(tx, bakery.secrets, bakery.workspace.id, { phone: asPhone(ana), now: new Date() }),
  );
  await expect(bakery.send(ana)).rejects.toMatchObject({ code: 'suppressed' });
  const wire: Outgoing[] = [];
  const sender = bakery.sender(takes(wire));
  await sender.start();
  await until(async () => (await bakery.statuses())[0]?.status === 'failed', 'failed');
  await sender.stop();
  expect(wire).toEqual([]);
  expect((await bakery.statuses())[0]?.error?.code).toBe('suppressed');
});

it('obeys STOP at once and lets only START reopen', async () => {
  const bakery = await openBakery(house.db);
  const receiver = { workspace: bakery.workspace.id, device: bakery.device, phone: '+15550100001' };
  const says = (body: string, wireId: string) =>
    bakery.messages.receive(receiver, [
      {
        kind: 'message',
        chat: { kind: 'person', phone: ana, lid: '77' },
        sender: { kind: 'person', phone: ana, lid: '77' },
        fromMe: false,
        wireId,
        atMs: Date.now(),
        name: 'Ana',
        content: { type: 'text', text: { body } },
        offline: false,
        history: false,
      },
    ]);
  await says('Stop. 🛑', 'A1');
  await expect(bakery.send(ana)).rejects.toMatchObject({ code: 'suppressed' });
  await says('and what about my order?', 'A2');
  await expect(bakery.send(ana)).rejects.toMatchObject({ code: 'suppressed' });
  await expect(bakery.send(ana, 'We keep it for you', { origin: 'inbox' })).resolves.toMatchObject({
    status: 'queued',
  });
  await says('START', 'A3');
  await expect(bakery.send(ana)).resolves.toMatchObject({ status: 'queued' });
  expect(await bakery.eventTypes()).toEqual([
    'message.received',
    'contact.opted_out',
    'message.received',
    'message.queued',
    'message.received',
    'contact.opted_in',
    'message.queued',
  ]);
});

it('knows a person by phone and by hidden number as one contact, and takes a second copy for nothing', async () => {
  const bakery = await openBakery(house.db);
  const sent = await bakery.send(ana);
  const receiver = { workspace: bakery.workspace.id, device: bakery.device, phone: '+15550100001' };
  const hello = {
    kind: 'message',
    chat: { kind: 'person', lid: '99' },
    sender: { kind: 'person', lid: '99' },
    fromMe: false,
    wireId: 'B1',
    atMs: Date.now(),
    content: { type: 'text', text: { body: 'hi' } },
    offline: false,
    history: false,
  } as const;
  await bakery.messages.receive(receiver, [hello, hello]);
  await bakery.messages.receive(receiver, [hello]);
  await bakery.messages.receive(receiver, [{ kind: 'identity', phone: ana, lid: '99' }]);
  const rows = await house.db.system((tx) =>
    tx.many(
      sql<{
        contact_id: string;
        chat_id: string;
      }>`select contact_id, chat_id from messages where workspace_id = ${bakery.workspace.id}`,
    ),
  );
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map((row) => row.contact_id)).size).toBe(1);
  expect(new Set(rows.map((row) => row.chat_id)).size).toBe(1);
  expect(sent.contact).toBe(`con_${rows[0]?.contact_id.replaceAll('-', '')}`);
});

it('takes a message that can be read at last in the place of the one that could not', async () => {
  const bakery = await openBakery(house.db);
  const receiver = { workspace: bakery.workspace.id, device: bakery.device, phone: '+15550100001' };
  const arrives = (content: Content) =>
    bakery.messages.receive(receiver, [
      {
        kind: 'message',
        chat: { kind: 'person', phone: ana },
        sender: { kind: 'person', phone: ana },
        fromMe: false,
        wireId: 'C1',
        atMs: Date.now(),
        content,
        offline: false,
        history: false,
      },
    ]);
  await arrives({ type: 'unsupported', unsupported: { kind: 'undecryptable' } });
  await arrives({ type: 'text', text: { body: 'Stop' } });
  await arrives({ type: 'unsupported', unsupported: { kind: 'undecryptable' } });
  const rows = await house.db.system((tx) =>
    tx.many(sql<{ type: string }>`select type from messages where workspace_id = ${bakery.workspace.id}`),
  );
  expect(rows).toEqual([{ type: 'text' }]);
  expect(await bakery.eventTypes()).toEqual(['message.received', 'message.received', 'contact.opted_out']);
});

it('moves statuses only forward, whatever order receipts come in', async () => {
  const bakery = await openBakery(house.db);
  await bakery.send(ana);
  const wire: Outgoing[] = [];
  const sender = bakery.sender(takes(wire));
  await sender.start();
  await until(async () => (await bakery.statuses())[0]?.status === 'sent', 'sent');
  await sender.stop();
  const receiver = { workspace: bakery.workspace.id, device: bakery.device, phone: '+15550100001' };
  const receipt = (kind: 'delivered' | 'read'): Inbound => ({
    kind: 'receipt',
    chat: { kind: 'person', phone: ana },
    by: { kind: 'person', phone: ana },
    wireIds: [wire[0]?.wireId ?? ''],
    receipt: kind,
    atMs: Date.now(),
  });
  await bakery.messages.receive(receiver, [receipt('read'), receipt('delivered'), receipt('read')]);
  expect((await bakery.statuses())[0]?.status).toBe('read');
  expect(await bakery.eventTypes()).toEqual(['message.queued', 'message.sent', 'message.delivered', 'message.read']);
});

it('never passes the cap on new people, with 64 claimers at once', async () => {
  const bakery = await openBakery(house.db, { kind: 'live' });
  await house.db.system((tx) => tx.run(sql`update devices set new_recipient_cap = 5 where id = ${bakery.device}`));
  await Promise.all(Array.from({ length: 12 }, (_, i) => bakery.send(`+1202555${String(1000 + i)}`)));
  const claims = await Promise.all(
    Array.from({ length: 64 }, () =>
      house.db.system((tx) =>
        claimSends(tx, { node: crypto.randomUUID(), rooms: [{ device: bakery.device, credit: 2 }], now: new Date() }),
      ),
    ),
  );
  expect(claims.flat()).toHaveLength(5);
  const refusal = await bakery.send('+12025551999').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Problem);
  expect(refusal).toMatchObject({ code: 'recipient_cap', told: { params: { resets_at: expect.any(String) } } });
});

it('stops every later claim when the workspace is suspended, and goes on when it is not', async () => {
  const clock = handClock();
  const bakery = await openBakery(house.db, { clock });
  await bakery.send(ana);
  await house.db.system((tx) => setWorkspaceState(tx, bakery.workspace.id, { state: 'suspended', reason: 'test' }));
  const claim = () =>
    house.db.system((tx) =>
      claimSends(tx, { node: crypto.randomUUID(), rooms: [{ device: bakery.device, credit: 2 }], now: clock.now() }),
    );
  expect(await claim()).toEqual([]);
  await house.db.system((tx) => setWorkspaceState(tx, bakery.workspace.id, { state: 'active', reason: 'test' }));
  clock.forward(6_000);
  expect(await claim()).toHaveLength(1);
});

it('refuses marketing, unknown times and foreign things with their own codes', async () => {
  const bakery = await openBakery(house.db);
  await expect(bakery.send(ana, 'Buy now', { purpose: 'marketing' })).rejects.toMatchObject({
    code: 'consent_missing',
  });
  await expect(bakery.send('08123456789')).rejects.toMatchObject({ code: 'invalid_recipient' });
  await expect(bakery.send('+15550100001')).rejects.toMatchObject({ code: 'invalid_recipient' });
  await expect(bakery.send(ana, 'x', { device: 'dev_00000000000070008000000000000001' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(bakery.send(ana, 'x', { expiresAt: new Date(0) })).rejects.toMatchObject({ code: 'validation_failed' });
});

it('answers in a chat by the device of that chat', async () => {
  const bakery = await openBakery(house.db);
  const kitchen = showId('device', await addDevice(house.db, bakery.workspace, new Date(), false));
  const { chat } = await bakery.send(ana, 'From the kitchen', { device: kitchen });
  expect(await bakery.send(chat, 'And once more')).toMatchObject({ device: kitchen, chat });
  await expect(bakery.send(`chat_${'0'.repeat(32)}`)).rejects.toMatchObject({ code: 'invalid_recipient' });
});

it('suggests the number that was meant when it is written as one dials it at home', async () => {
  const bakery = await openBakery(house.db, { kind: 'live' });
  await house.db.system((tx) => tx.run(sql`update devices set phone = '+628111111111' where id = ${bakery.device}`));
  await expect(bakery.send('08123456789')).rejects.toMatchObject({
    code: 'invalid_recipient',
    told: { errors: [{ path: 'to', suggestion: '+628123456789 (workspace country ID)' }] },
  });
});

it('lists what waits for its time as queued, by the devices one may see, and dates its chat', async () => {
  const bakery = await openBakery(house.db);
  const workspace = bakery.workspace.id;
  const message = await bakery.send(ana, 'Tomorrow', { sendAt: new Date(Date.now() + 60_000) });
  const list = (filter: Parameters<typeof listMessages>[2]) =>
    house.db.workspace(workspace, (tx) => listMessages(tx, workspace, filter));
  expect((await list({ limit: 5, status: 'queued', only: [bakery.device] })).data).toMatchObject([{ id: message.id }]);
  expect((await list({ limit: 5, only: [] })).data).toEqual([]);
  const chats = (only: Parameters<typeof listChats>[2]['only']) =>
    house.db.workspace(workspace, (tx) => listChats(tx, workspace, { limit: 5, only: only ?? null }));
  expect((await chats(null)).data).toMatchObject([{ id: message.chat, last_message_at: message.created_at }]);
  expect((await chats([])).data).toEqual([]);
});

it('says why a message waits while its device sends nothing', async () => {
  const bakery = await openBakery(house.db);
  const id = parseId('message', (await bakery.send(ana)).id);
  if (!id) throw new Error('no message');
  const holdWhile = async (device: ReturnType<typeof sql>) => {
    await house.db.system((tx) => tx.run(sql`update devices set ${device} where id = ${bakery.device}`));
    return (await house.db.workspace(bakery.workspace.id, (tx) => getMessage(tx, bakery.workspace.id, id))).hold?.code;
  };
  expect(await holdWhile(sql`paused = true`)).toBe('device_paused');
  expect(await holdWhile(sql`paused = false, connection = 'offline'`)).toBe('device_offline');
  expect(await holdWhile(sql`connection = 'logged_out'`)).toBe('device_logged_out');
  expect(await holdWhile(sql`connection = 'online'`)).toBeUndefined();
});

it('ends what nobody answers for as unknown, and what never left as expired', async () => {
  const clock = handClock();
  const bakery = await openBakery(house.db, { clock });
  await bakery.send(ana);
  const claim = { node: crypto.randomUUID(), rooms: [{ device: bakery.device, credit: 1 }], now: clock.now() };
  await house.db.system((tx) => claimSends(tx, claim));
  await bakery.send(ana, 'And the rolls');
  clock.forward(25 * 3_600_000);
  await house.db.system((tx) => expireMessages(tx, clock.now()));
  expect((await bakery.statuses()).map(({ status }) => status)).toEqual(['outcome_unknown', 'expired']);
});

it('ends at once what a deleted device has not sent', async () => {
  const bakery = await openBakery(house.db);
  const { chat } = await bakery.send(ana);
  await bakery.send(ana, 'Tomorrow', { sendAt: new Date(Date.now() + 60_000) });
  await house.db.workspace(bakery.workspace.id, async (tx) => {
    await tx.run(sql`update devices set deleted_at = now(), is_default = false where id = ${bakery.device}`);
    await forsakeMessages(tx, bakery.workspace.id, bakery.device, new Date());
  });
  expect(await bakery.statuses()).toMatchObject(Array(2).fill({ status: 'failed', error: { code: 'device_deleted' } }));
  await addDevice(house.db, bakery.workspace, new Date());
  await expect(bakery.send(chat)).rejects.toMatchObject({ code: 'invalid_recipient' });
});

it('tells delivered after sent, although what came with the receipt was written first', async () => {
  const bakery = await openBakery(house.db);
  const id = parseId('message', (await bakery.send(ana)).id);
  if (!id) throw new Error('no message');
  const workspace = bakery.workspace.id;
  const { wire_id } = await house.db.system((tx) =>
    tx.one(sql<{ wire_id: string }>`select wire_id from messages where id = ${id}`),
  );
  const isWaiting = async (count: number) => {
    const { waiting } = await house.db.system((tx) =>
      tx.one(sql<{ waiting: number }>`
        select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`),
    );
    return waiting === count;
  };
  let received: Promise<void> = Promise.resolve();
  let sent: Promise<void> = Promise.resolve();
  const chat = { kind: 'person', phone: '+15550100003' } as const;
  await house.db.system(async (tx) => {
    await meetPeople(tx, bakery.secrets, {
      workspace,
      people: [{ identities: [{ kind: 'phone', value: chat.phone }] }],
      now: new Date(),
    });
    // It has written something, and waits for the contact that is made here.
    received = bakery.messages.receive({ workspace, device: bakery.device, phone: '+15550100001' }, [
      { kind: 'identity', phone: chat.phone, lid: '55' },
      { kind: 'receipt', chat, by: chat, wireIds: [wire_id], receipt: 'delivered', atMs: Date.now() },
    ]);
    await until(() => isWaiting(1), 'the receipt to wait');
    const open = new Promise<void>((resolve) => {
      sent = house.db.system(async (other) => {
        await recordFacts(other, [{ workspace, by: { id }, fact: { kind: 'sent', at: new Date() } }], new Date());
        resolve();
        await until(() => isWaiting(1), 'the receipt to wait for the message');
      });
    });
    await open;
  });
  await Promise.all([received, sent]);
  const told = await house.db.system((tx) =>
    tx.many(sql<{ type: string }>`select type from events where workspace_id = ${workspace} order by xact, n`),
  );
  expect(told.map(({ type }) => type)).toEqual(['message.queued', 'message.sent', 'message.delivered']);
});
