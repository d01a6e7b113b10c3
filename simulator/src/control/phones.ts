import { endCall, placeCall } from '../phones/calls.ts';
import { textMessage } from '../phones/content.ts';
import { tellAuthor, tellOwnDevices } from '../phones/receipts.ts';
import { newMessageId, sendFromPhone } from '../phones/send.ts';
import { showTyping } from '../phones/typing.ts';
import { approvePairing } from '../wire/pairing.ts';
import { enterCode } from '../wire/pairing-code.ts';
import { accountOf, saveAccount } from '../world/accounts.ts';
import { searchEntry } from '../world/chats.ts';
import { unlinkDevice } from '../world/devices.ts';
import type { PairingOutcome } from '../world/world.ts';
import { type Account, nextTick, type World } from '../world/world.ts';
import { type ControlRequest, Refusal, type Reply } from './http.ts';
import { Block, EnterCode, NewMessage, NewPhone, Phone, PlaceCall, Read, Scan, Typing, Unlink } from './input.ts';
import { presentDevice, presentEntry, presentPhone, type Window } from './present.ts';

const pairingTimeoutMs = 20_000;
const entriesShown = 200;
const entriesShownMax = 2_000;

export async function addPhone(world: World, { body }: ControlRequest): Promise<Reply> {
  const { phone, name } = NewPhone.parse(body);
  const account = reachable(world, phone);
  account.listed = true;
  if (name) account.name = name;
  account.changed = nextTick(world);
  saveAccount(account);
  await committed(world);
  return { status: 201, body: presentPhone(account, wholeWindow) };
}

export function listPhones(world: World, { query }: ControlRequest): Reply {
  const limit = Math.min(Number(query.get('limit')) || 50, 200);
  const cursor = query.get('cursor') ?? '';
  const phones = [...world.accounts.values()]
    .filter((account) => account.listed && account.phone > cursor)
    .sort((a, b) => (a.phone < b.phone ? -1 : 1));
  const page = phones.slice(0, limit);
  return {
    status: 200,
    body: {
      data: page.map((account) => presentPhone(account, { ...wholeWindow, limit: 1 })),
      next: phones.length > limit ? (page.at(-1)?.phone ?? null) : null,
    },
  };
}

export function showPhone(world: World, request: ControlRequest): Reply {
  const account = phoneIn(world, request);
  const other = request.query.get('with');
  const window: Window = {
    after: Number(request.query.get('after')) || 0,
    limit: Math.min(Number(request.query.get('limit')) || entriesShown, entriesShownMax),
    with: other === null ? undefined : Phone.parse(other),
  };
  return { status: 200, body: presentPhone(account, window) };
}

/** The phone looks at a QR: links the client that shows it. */
export async function scan(world: World, request: ControlRequest): Promise<Reply> {
  const { qr } = Scan.parse(request.body);
  const account = phoneIn(world, request);
  const [reference = '', noiseKey = '', identity = '', advSecret = ''] = (qr.split('#').at(-1) ?? '').split(',');
  const connection = world.pairing.byReference.get(reference);
  if (connection?.role.is !== 'registering') {
    throw new Refusal(409, 'qr_expired', 'This QR is unknown or no longer shown. Scan the current one.');
  }
  const matches =
    connection.clientKey.equals(Buffer.from(noiseKey, 'base64')) &&
    connection.role.registration.identity.equals(Buffer.from(identity, 'base64'));
  if (!matches) throw new Refusal(422, 'qr_invalid', 'This QR does not belong to the client that shows it.');
  return paired(world, approvePairing(connection, account, Buffer.from(advSecret, 'base64')));
}

/** The phone is told the code a client shows. */
export async function typeCode(world: World, request: ControlRequest): Promise<Reply> {
  const { code } = EnterCode.parse(request.body);
  return paired(world, enterCode(phoneIn(world, request), code));
}

export async function sendMessage(world: World, request: ControlRequest): Promise<Reply> {
  const { to, type, text } = NewMessage.parse(request.body);
  const account = phoneIn(world, request);
  if (type !== 'text') throw new Refusal(422, 'not_available', 'A pretend phone can send texts only so far.');
  if (!text) throw new Refusal(422, 'validation_failed', 'text: a text message needs text.body');
  if (!account.online) throw new Refusal(409, 'phone_offline', 'This phone is offline. Put it online first.');
  const peer = reachable(world, to);
  const entry = await sendFromPhone(account, peer, { id: newMessageId(), message: textMessage(text.body) });
  await committed(world);
  return { status: 201, body: presentEntry(account, peer.phone, entry) };
}

export async function readMessage(world: World, request: ControlRequest): Promise<Reply> {
  const { message } = Read.parse(request.body);
  const account = phoneIn(world, request);
  const found = searchEntry(account, message);
  const author = found && accountOf(world, found.chat.with);
  if (!found || !author || found.entry.direction !== 'in') {
    throw new Refusal(404, 'not_found', 'This phone has received no such message.');
  }
  if (found.entry.status !== 'read') {
    tellOwnDevices(account, author, [message], undefined);
    if (account.privacy.get('readreceipts') !== 'none') {
      tellAuthor(author, account, [message], { status: 'read', byLid: false });
    }
  }
  await committed(world);
  return { status: 200, body: presentEntry(account, author.phone, found.entry) };
}

export async function startTyping(world: World, request: ControlRequest): Promise<Reply> {
  const { to, state } = Typing.parse(request.body);
  showTyping(phoneIn(world, request), reachable(world, to), state);
  await committed(world);
  return { status: 204 };
}

export async function call(world: World, request: ControlRequest): Promise<Reply> {
  const { to, media } = PlaceCall.parse(request.body);
  const placed = placeCall(phoneIn(world, request), reachable(world, to), media);
  await committed(world);
  return { status: 201, body: { id: placed.id, to: `+${placed.peer}`, status: placed.status } };
}

export async function hangUp(world: World, request: ControlRequest): Promise<Reply> {
  endCall(phoneIn(world, request), request.params[2] ?? '', 'ended');
  await committed(world);
  return { status: 204 };
}

export async function block(world: World, request: ControlRequest): Promise<Reply> {
  const { phone, blocked } = Block.parse(request.body);
  const account = phoneIn(world, request);
  if (blocked) account.blocked.add(phone);
  else account.blocked.delete(phone);
  return saved(account);
}

/** Unlinks one device, or all of them when none is named. */
export async function unlink(world: World, request: ControlRequest): Promise<Reply> {
  const { device: id } = Unlink.parse(request.body);
  const account = phoneIn(world, request);
  const devices = [...account.devices.values()].filter((device) => id === undefined || device.id === id);
  if (id !== undefined && devices.length === 0)
    throw new Refusal(404, 'not_found', 'This phone has no such linked device.');
  for (const device of devices) unlinkDevice(device);
  return saved(account);
}

export async function setOnline(world: World, request: ControlRequest, online: boolean): Promise<Reply> {
  const account = phoneIn(world, request);
  account.online = online;
  const reply = await saved(account);
  world.simulator.wakePhone(account);
  return reply;
}

const wholeWindow: Window = { after: 0, limit: entriesShown, with: undefined };

async function saved(account: Account): Promise<Reply> {
  account.changed = nextTick(account.world);
  saveAccount(account);
  await committed(account.world);
  return { status: 200, body: presentPhone(account, { ...wholeWindow, limit: 1 }) };
}

async function paired(world: World, pairing: Promise<PairingOutcome | undefined>): Promise<Reply> {
  const outcome = await Promise.race([pairing, timeout(world)]);
  if (!outcome) throw new Refusal(409, 'no_pairing', 'No client asks to be linked with this phone by code.');
  if (outcome.is === 'failed') throw new Refusal(422, outcome.code, pairingFailures[outcome.code]);
  return { status: 200, body: { device: presentDevice(outcome.device) } };
}

type PairingFailure = Extract<PairingOutcome, { is: 'failed' }>['code'];
const pairingFailures: Record<PairingFailure, string> = {
  pairing_refused: 'The client did not confirm the pairing with a valid signature.',
  wrong_code: 'The client could not be linked: this is not the code it shows.',
  connection_lost: 'The client went away before it was linked.',
};

function timeout(world: World): Promise<PairingOutcome> {
  return new Promise((resolve) => {
    world.simulator.clock.after(pairingTimeoutMs, () => resolve({ is: 'failed', code: 'connection_lost' }));
  });
}

/** The phone in the path, if it is one of this world. */
function phoneIn(world: World, { params }: ControlRequest): Account {
  const parsed = Phone.safeParse(params[1]);
  const account = parsed.success ? world.accounts.get(parsed.data) : undefined;
  if (!account) throw new Refusal(404, 'not_found', 'There is no such phone.');
  return account;
}

function reachable(world: World, phone: string): Account {
  const account = accountOf(world, phone);
  if (!account) throw new Refusal(422, 'not_on_whatsapp', `+${phone} has no WhatsApp.`);
  return account;
}

const committed = (world: World) => world.simulator.store.committed();
