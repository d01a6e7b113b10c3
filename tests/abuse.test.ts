import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrap, type Cast, caller, type House, startHouse, until } from './house.ts';
import { onDatabase, signIn } from './people.ts';

type Device = { connection: { is: string }; phone: string | null };
type Sent = { status: string; code?: string };

const support = '+15550100021';
const reporter = '+15550100022';
const stranger = '+15550100023';

let house: House;
let sandbox: Cast & { device: string; phone: string };
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  house = await startHouse();
  ({ sandbox } = await bootstrap(house));
  call = caller(house, sandbox.api_key);
});
afterAll(() => house.close());

/** A reader of pages: keeps cookies, and sends the forms of pages with their token. */
function reader(cookies: Record<string, string> = {}) {
  const jar = new Map(Object.entries(cookies));
  async function ask(path: string, init: RequestInit = {}) {
    const reply = await fetch(house.baseUrl + path, {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const text of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      jar.set(name, value);
    }
    return { status: reply.status, location: reply.headers.get('location') ?? '', text: await reply.text() };
  }
  return {
    get: (path: string) => ask(path),
    async send(page: string, fields: Record<string, string>, action = page) {
      const token = /name="csrf_token" value="([^"]+)"/.exec((await ask(page)).text)?.[1] ?? '';
      return ask(action, { method: 'POST', body: new URLSearchParams({ csrf_token: token, ...fields }) });
    },
  };
}

/** Links a device of the sandbox to a pretend phone, as a shop would. */
async function linkedDevice(name: string, phone: string): Promise<string> {
  const { body } = await call<{ id: string }>('POST', '/v1/devices', { name, kind: 'linked' });
  await call('POST', '/v1/simulator/phones', { phone, name });
  await call('POST', `/v1/devices/${body.id}/pairing`, { method: 'qr' });
  const { qr } = await until(
    async () => {
      const shown = await call<{ qr?: string }>('GET', `/v1/devices/${body.id}/pairing`);
      return shown.body.qr ? shown.body : undefined;
    },
    10_000,
    'a QR code',
  );
  await call('POST', `/v1/simulator/phones/${phone}/scan`, { qr });
  await online(body.id);
  return body.id;
}

function online(device: string): Promise<Device> {
  return until(
    async () => {
      const { body } = await call<Device>('GET', `/v1/devices/${device}`);
      return body.connection.is === 'online' && body;
    },
    20_000,
    'the device to be online',
  );
}

const writeTo = (to: string) =>
  call<Sent>('POST', '/v1/messages', {
    device: sandbox.device,
    to,
    type: 'text',
    text: { body: 'You have won a car' },
  });

const write = (from: string, body: string) =>
  call('POST', `/v1/simulator/phones/${from}/messages`, { to: support, type: 'text', text: { body } });

it('lets somebody without an account prove that a number is theirs, close it to a sender, and have the sender suspended', async () => {
  const desk = await linkedDevice('Support', support);
  for (const phone of [reporter, stranger]) await call('POST', '/v1/simulator/phones', { phone });
  const { phone: reported } = await online(sandbox.device);
  const operator = await onDatabase(house, 'select id from people where operator');
  const { jar } = await signIn(house, String(operator.rows[0].id));
  const desktop = reader(Object.fromEntries(jar));
  expect((await desktop.send('/admin/cases/number', { device: desk })).location).toBe('/admin/cases');
  expect((await desktop.get('/admin/cases')).text).toContain(support);
  expect((await writeTo(reporter)).status).toBe(202);

  const victim = reader();
  const sent = await victim.send('/id/report-abuse', {
    reported: String(reported),
    own: reporter,
    reason: 'fraud',
    body: 'Mereka bilang saya menang mobil.',
    email: '',
  });
  expect(sent.status).toBe(303);
  const page = await victim.get(sent.location);
  const [, code = ''] = /(REPORT-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(page.text) ?? [];
  expect(page.text).toContain(support);
  const state = async () => JSON.parse((await victim.get(`${sent.location}/state`)).text).state as string;
  expect(await state()).toBe('unproven');

  // Somebody else's message proves nothing, and comes first in the order of what is looked at.
  await write(stranger, code);
  await until(
    async () =>
      (await call<{ data: { from: string }[] }>('GET', '/v1/messages?direction=in')).body.data[0]?.from === stranger,
    20_000,
    'the stranger’s message',
  );
  expect(await state()).toBe('unproven');
  await write(reporter, `halo ${code}`);
  await until(async () => (await state()) === 'open', 20_000, 'the proof');

  expect(await writeTo(reporter)).toMatchObject({ status: 422, body: { code: 'suppressed' } });
  expect((await writeTo(stranger)).status).toBe(202);
  expect((await victim.get(sent.location)).text).toContain('tidak bisa lagi menulis kepada Anda');

  const list = await desktop.get('/admin/cases?state=open');
  const [, one = ''] = /href="(\/admin\/cases\/case_[0-9a-f]{32})"/.exec(list.text) ?? [];
  const facts = (await desktop.get(one)).text;
  expect(facts).toContain(sandbox.id);
  expect(facts).not.toContain('You have won a car');
  const suspended = await desktop.send(one, { workspace: sandbox.id, suspension: 'Penipuan.' }, `${one}/suspend`);
  expect(suspended.status).toBe(303);
  await until(async () => (await writeTo(stranger)).status === 403, 2_000, 'the suspension');
  expect((await victim.get(sent.location)).text).toContain('Pengirim telah dihentikan');
});
