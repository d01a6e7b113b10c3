import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeOperator } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import { silentLog } from '../base/log.ts';
import { asPhone } from '../base/phone.ts';
import { type Brands, createBrands } from '../brands/brands.ts';
import { listSuppressions, reopenContact } from '../contacts/contacts.ts';
import { createDb, type Db, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { writeHouseSettings } from '../installation/installation.ts';
import type { Letter } from '../mail/mail.ts';
import { addDevice, handClock, openBakery } from '../messages/bakery.ts';
import { findWorkspace, makeOwner } from '../workspaces/workspaces.ts';
import { type Cases, createCases, forgetCases } from './cases.ts';
import { watchOnce } from './watch.ts';

type Bakery = Awaited<ReturnType<typeof openBakery>>;

const victim = asPhone('+6281234567890');
const spammer = asPhone('+5511961234567');
const support = asPhone('+12025550143');

let database: MigratedDatabase;
let db: Db;
let brands: Brands;
let operator: Id<'person'>;
const clock = handClock(new Date());
const letters: Letter[] = [];

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  brands = createBrands({ db, publicUrl: () => 'https://wa.example.com' });
  await brands.refresh();
  operator = await db.system((tx) =>
    makeOperator(tx, { email: 'op@house.example', reseller: brands.platform().reseller, at: clock.now() }),
  );
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** An operator whose desk is the device of one bakery, and the cases of that house. */
let desk: Bakery;
let cases: Cases;
beforeEach(async () => {
  letters.length = 0;
  await db.system((tx) => tx.run(sql`delete from abuse_cases`));
  await db.system((tx) => tx.run(sql`update devices set phone = null`));
  desk = await openBakery(db, { kind: 'live', clock });
  await setPhone(desk, support);
  await db.system((tx) => writeHouseSettings(tx, { supportDevice: showId('device', desk.device) }));
  cases = createCases(deps());
});

const deps = () => ({
  ctx: { db, clock, log: silentLog },
  secrets: desk.secrets,
  mailer: { queue: async (_tx: unknown, letter: Letter) => void letters.push(letter) },
  brands,
});

/** A workspace whose device has this phone. All share the desk's secrets, as one installation does. */
async function openSender(phone: string, kind: 'live' | 'sandbox' = 'live'): Promise<Bakery> {
  const sender = await openBakery(db, { kind, clock, secrets: desk.secrets });
  await setPhone(sender, phone);
  return sender;
}

const setPhone = ({ workspace, device }: Bakery, phone: string) =>
  db.system((tx) =>
    tx.run(sql`update devices set phone = ${phone} where workspace_id = ${workspace.id} and id = ${device}`),
  );

const report = (more: Partial<Parameters<Cases['report']>[0]> = {}) =>
  cases.report({
    brand: brands.platform(),
    reporterPhone: victim,
    reportedPhone: spammer,
    email: 'victim@home.example',
    language: 'id',
    reason: 'fraud',
    body: 'They say that I have won a car.',
    ...more,
  });

let wire = 0;

/** Somebody writes to a device. */
async function writeTo(to: Bakery, from: string, body: string, more: { lid?: string; wireId?: string } = {}) {
  wire += 1;
  const chat = more.lid ? { kind: 'person' as const, lid: more.lid } : { kind: 'person' as const, phone: from };
  await to.messages.receive({ workspace: to.workspace.id, device: to.device, phone: null }, [
    {
      kind: 'message',
      wireId: more.wireId ?? `WIRE${wire}`,
      chat,
      sender: chat,
      fromMe: false,
      offline: false,
      history: false,
      atMs: clock.now().getTime(),
      content: { type: 'text', text: { body } },
    },
  ]);
}

/** Looks until everything that has arrived was looked at. Other test files' open transactions hide events for a moment. */
async function look(): Promise<void> {
  await settled();
  while ((await db.system((tx) => watchOnce(tx, deps(), clock.now()))) === 'more');
}

async function settled(): Promise<void> {
  const { now } = await db.system((tx) => tx.one(sql<{ now: string }>`select pg_current_xact_id()::text as now`));
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; ) {
    const { horizon } = await db.system((tx) =>
      tx.one(sql<{ horizon: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`),
    );
    if (BigInt(horizon) > BigInt(now)) return;
  }
  throw new Error('a transaction of somebody else stays open');
}

const stateOf = async (id: Id<'abuseCase'>) => (await cases.find(id))?.abuseCase.state;
const stepsOf = async (id: Id<'abuseCase'>) => (await cases.find(id))?.steps.map(({ what }) => what);
const told = (template: string) => letters.filter((letter) => letter.template === template);
const auditOf = (workspace: Id<'workspace'>) =>
  db.system((tx) =>
    tx.many(sql<{ action: string; actor_kind: string; details: string }>`
      select action, actor_kind, details from audit_entries where chain_id = ${workspace} order by n`),
  );

describe('a report', () => {
  it('is proven by a message from the reporter’s phone, and from then on the reported number cannot write to them', async () => {
    const sender = await openSender(spammer);
    await writeTo(sender, victim, 'Who are you?');
    await expect(sender.send(victim)).resolves.toBeDefined();
    const { abuseCase, secret } = await report();
    expect(abuseCase.proofCode).toMatch(/^REPORT-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(told('case_received')).toMatchObject([
      {
        to: 'victim@home.example',
        language: 'id',
        link: `https://wa.example.com/report-abuse/${abuseCase.reference}/${secret}`,
      },
    ]);
    await writeTo(desk, victim, `hello, ${abuseCase.proofCode.toLowerCase()}!`);
    await look();
    expect(await stepsOf(abuseCase.id)).toEqual(['reported', 'proven', 'suppressed']);
    expect(await stateOf(abuseCase.id)).toBe('open');
    await expect(sender.send(victim)).rejects.toMatchObject({ code: 'suppressed' });
    expect(await auditOf(sender.workspace.id)).toMatchObject([{ action: 'case.opened', actor_kind: 'house' }]);
    expect(told('case_proven')).toHaveLength(1);
    expect(told('case_opened').map(({ to }) => to)).toEqual(['op@house.example']);
    for (const { values } of letters) expect(JSON.stringify(values)).not.toMatch(/\+\d/);
  });

  it('keeps a stranger’s phone from a workspace that never wrote to it, and still closes it to them', async () => {
    const sender = await openSender(spammer);
    const { abuseCase } = await report();
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    expect(await stateOf(abuseCase.id)).toBe('open');
    const listed = await db.workspace(sender.workspace.id, (tx) =>
      listSuppressions(tx, sender.workspace.id, { limit: 50 }),
    );
    expect(listed.data).toMatchObject([{ contact: null, phone: null, reason: 'report' }]);
    expect(await sender.eventTypes()).toEqual([]);
    await expect(sender.send(victim)).rejects.toMatchObject({ code: 'suppressed' });
  });

  it('is taken back by nobody but the reporter, who writes START', async () => {
    const sender = await openSender(spammer);
    await writeTo(sender, victim, 'Hello');
    const { abuseCase } = await report();
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    await cases.dismiss(abuseCase.id, { by: operator, note: 'It was their own shop.' });
    await expect(sender.send(victim)).rejects.toMatchObject({ code: 'suppressed' });
    await writeTo(sender, victim, 'START');
    await expect(sender.send(victim)).resolves.toBeDefined();
    const again = await db.system((tx) =>
      reopenContact(tx, desk.secrets, {
        workspace: sender.workspace.id,
        contact: newId('contact', clock.now()),
        at: clock.now(),
      }),
    );
    expect(again).toBe(false);
  });

  it('is not proven by another phone, another device, another code or a code inside a group', async () => {
    const sender = await openSender(spammer);
    const { abuseCase } = await report();
    const other = await report({ reporterPhone: asPhone('+6281234567891') });
    const code = abuseCase.proofCode;
    await writeTo(desk, spammer, code);
    await writeTo(sender, victim, code);
    await writeTo(desk, victim, other.abuseCase.proofCode);
    await writeTo(desk, victim, `${code}0`);
    const second = await addDevice(db, desk.workspace, clock.now(), false);
    await writeTo({ ...desk, device: second }, victim, code);
    await desk.messages.receive({ workspace: desk.workspace.id, device: desk.device, phone: support }, [
      {
        kind: 'message',
        wireId: 'GROUP1',
        chat: { kind: 'group', group: 'g1' },
        sender: { kind: 'person', phone: victim },
        fromMe: false,
        offline: false,
        history: false,
        atMs: clock.now().getTime(),
        content: { type: 'text', text: { body: code } },
      },
    ]);
    await look();
    expect(await stateOf(abuseCase.id)).toBe('unproven');
    expect(await stateOf(other.abuseCase.id)).toBe('unproven');
    expect(told('case_proven')).toEqual([]);
  });

  it('is proven by somebody whose phone WhatsApp hid at first, once it is known', async () => {
    const { abuseCase } = await report();
    await desk.messages.receive({ workspace: desk.workspace.id, device: desk.device, phone: support }, [
      { kind: 'identity', phone: victim, lid: '990000000000001' },
    ]);
    await writeTo(desk, victim, abuseCase.proofCode, { lid: '990000000000001' });
    await look();
    expect(await stateOf(abuseCase.id)).toBe('open');
  });

  it('is proven once, however often the message is seen, and again after a crash in the middle', async () => {
    const sender = await openSender(spammer);
    const { abuseCase } = await report();
    await writeTo(desk, victim, abuseCase.proofCode, { wireId: 'TWICE' });
    await writeTo(desk, victim, abuseCase.proofCode, { wireId: 'TWICE' });
    await settled();
    await expect(
      db.system(async (tx) => {
        await watchOnce(tx, deps(), clock.now());
        throw new Error('the process died before its commit');
      }),
    ).rejects.toThrow('died');
    expect(await stateOf(abuseCase.id)).toBe('unproven');
    letters.length = 0;
    await Promise.all([look(), look(), look()]);
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    expect(await stepsOf(abuseCase.id)).toEqual(['reported', 'proven', 'suppressed']);
    expect(told('case_proven')).toHaveLength(1);
    expect(await auditOf(sender.workspace.id)).toHaveLength(1);
  });

  it('cannot be proven after seven days', async () => {
    const { abuseCase } = await report();
    clock.forward(7 * 86_400_000 + 1_000);
    await report();
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    expect(await stateOf(abuseCase.id)).toBe('unproven');
  });

  it('closes every workspace that has the number, also one that just deleted it, and says so where none has', async () => {
    const one = await openSender(spammer);
    const two = await openSender(spammer);
    await db.system((tx) => tx.run(sql`update devices set deleted_at = now() where id = ${two.device}`));
    const { abuseCase } = await report();
    const nobody = await report({ reportedPhone: asPhone('+6281234560000') });
    await writeTo(desk, victim, `${abuseCase.proofCode} ${nobody.abuseCase.proofCode}`);
    await look();
    expect(await stepsOf(abuseCase.id)).toEqual(['reported', 'proven', 'suppressed', 'suppressed']);
    expect(await stepsOf(nobody.abuseCase.id)).toEqual(['reported', 'proven', 'nobody_here']);
    const found = (await cases.find(abuseCase.id))?.facts.map(({ workspace }) => workspace.id);
    expect(new Set(found)).toEqual(new Set([one.workspace.id, two.workspace.id]));
  });

  it('made with pretend numbers reaches no further than their sandbox', async () => {
    const live = await openSender(spammer);
    const sandbox = await openBakery(db, { kind: 'sandbox', clock, secrets: desk.secrets });
    await setPhone(sandbox, support);
    await db.system((tx) => writeHouseSettings(tx, { supportDevice: showId('device', sandbox.device) }));
    const { abuseCase } = await report();
    await writeTo(sandbox, victim, abuseCase.proofCode);
    await look();
    expect(await stepsOf(abuseCase.id)).toEqual(['reported', 'proven', 'nobody_here']);
    await expect(live.send(victim)).resolves.toBeDefined();
  });

  it('waits for the operator where no number is linked, who proves it by hand', async () => {
    const sender = await openSender(spammer);
    await db.system((tx) => writeHouseSettings(tx, { supportDevice: '' }));
    expect(await cases.desk()).toBeUndefined();
    const { abuseCase } = await report();
    expect(told('case_needs_proof')).toHaveLength(1);
    expect(await cases.proveByHand(abuseCase.id, { by: operator, note: 'Sent me a screenshot by mail.' })).toBe('done');
    expect(await cases.proveByHand(abuseCase.id, { by: operator, note: 'Again.' })).toBe('not_now');
    await expect(sender.send(victim)).rejects.toMatchObject({ code: 'suppressed' });
    expect(await auditOf(sender.workspace.id)).toMatchObject([{ actor_kind: 'operator' }]);
  });

  it('is not found with a wrong secret', async () => {
    const one = await report();
    const two = await report();
    const { reference } = one.abuseCase;
    expect(await cases.look({ reference, secret: one.secret })).toBeDefined();
    expect(await cases.look({ reference, secret: two.secret })).toBeUndefined();
    expect(await cases.look({ reference, secret: '' })).toBeUndefined();
  });

  it('is proven by messages sent after it, and does not read through what happened before', async () => {
    for (let i = 0; i < 3; i += 1) await writeTo(desk, victim, `hello ${i}`);
    await settled();
    const { abuseCase } = await report();
    const { events } = await db.system((tx) =>
      tx.one(sql<{ events: number }>`
        select count(*)::int as events from events e, event_readers r
        where r.name = 'cases' and e.workspace_id = ${desk.workspace.id} and (e.xact, e.n) > (r.xact, r.n)`),
    );
    expect(events).toBe(0);
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    expect(await stateOf(abuseCase.id)).toBe('open');
  });
});

describe('a decision', () => {
  it('suspends the workspace within its transaction, tells its owners and the reporter, and is recorded', async () => {
    const sender = await openSender(spammer);
    await db.system((tx) => makeOwner(tx, { workspace: sender.workspace.id, person: operator, at: clock.now() }));
    const { abuseCase } = await report();
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    letters.length = 0;
    const decision = { workspace: sender.workspace.id, by: operator, note: 'Fraud: a car nobody won.' };
    expect(await cases.suspend(abuseCase.id, decision)).toBe('done');
    const suspended = await db.system((tx) => findWorkspace(tx, sender.workspace.id));
    expect(suspended).toMatchObject({ state: 'suspended', stateReason: 'Fraud: a car nobody won.' });
    await expect(sender.send('+6281234560001')).rejects.toMatchObject({ code: 'workspace_suspended' });
    expect(told('workspace_suspended')).toMatchObject([
      { to: 'op@house.example', values: { reason: 'Fraud: a car nobody won.', workspace: 'Bakery' } },
    ]);
    expect(told('case_suspended')).toHaveLength(1);
    const [, entry] = await auditOf(sender.workspace.id);
    expect(entry).toMatchObject({ action: 'workspace.suspended', actor_kind: 'operator' });
    expect(JSON.parse(entry?.details ?? '')).toEqual({ case: showId('abuseCase', abuseCase.id), reason: 'fraud' });
    expect(await cases.suspend(abuseCase.id, decision)).toBe('done');
    expect(told('case_suspended')).toHaveLength(1);
  });

  it('cannot touch a workspace that the case has not found', async () => {
    const innocent = await openSender('+6281234569999');
    await openSender(spammer);
    const { abuseCase } = await report();
    const decision = { workspace: innocent.workspace.id, by: operator, note: 'Wrong one.' };
    expect(await cases.suspend(abuseCase.id, decision)).toBe('not_now');
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    expect(await cases.suspend(abuseCase.id, decision)).toBe('missing');
    expect(await db.system((tx) => findWorkspace(tx, innocent.workspace.id))).toMatchObject({ state: 'active' });
  });

  it('counts what passed between the two, and shows nothing of what was said', async () => {
    const sender = await openSender(spammer);
    await writeTo(sender, victim, 'a secret of mine');
    await sender.send(victim, 'a secret of theirs');
    const { abuseCase } = await report();
    await writeTo(desk, victim, abuseCase.proofCode);
    await look();
    const found = await cases.find(abuseCase.id);
    expect(found?.facts).toMatchObject([{ devices: [{ traffic: { sent: 1, received: 1, marketing: 0 } }] }]);
    expect(JSON.stringify(found?.facts)).not.toContain('secret of');
  });
});

it('forgets decided cases after 400 days and unproven ones after 60, and never an open one', async () => {
  await openSender(spammer);
  const open = await report();
  const dismissed = await report();
  await writeTo(desk, victim, open.abuseCase.proofCode);
  await look();
  await cases.dismiss(dismissed.abuseCase.id, { by: operator, note: 'No.' });
  const unproven = await report();
  const keptAfter = async (days: number) => {
    await db.system((tx) => forgetCases(tx, new Date(clock.now().getTime() + days * 86_400_000)));
    const all = [open, dismissed, unproven].map(async ({ abuseCase }) => (await stateOf(abuseCase.id)) ?? 'gone');
    return Promise.all(all);
  };
  expect(await keptAfter(59)).toEqual(['open', 'dismissed', 'unproven']);
  expect(await keptAfter(61)).toEqual(['open', 'dismissed', 'gone']);
  expect(await keptAfter(401)).toEqual(['open', 'gone', 'gone']);
});
