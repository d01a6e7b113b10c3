import { createHmac, randomBytes } from 'node:crypto';
import { type JidServer, jidDecode, jidEncode } from 'baileys';
import { phonesTable, type Value } from '../store/tables.ts';
import type { Account, Device, World } from './world.ts';

/** Numbers +1 555 019 xxxx are scripted; this one has no WhatsApp. */
const absentPhone = '15550190003';
const possiblePhone = /^[1-9]\d{6,14}$/;

function isOnWhatsApp(phone: string): boolean {
  return possiblePhone.test(phone) && phone !== absentPhone;
}

/** The account of a phone (digits); it comes into being when first asked for. Undefined when the number has no WhatsApp. */
export function accountOf(world: World, phone: string): Account | undefined {
  const known = world.accounts.get(phone);
  if (known) return known;
  if (!isOnWhatsApp(phone)) return undefined;
  const account = blankAccount(world, phone, freeLid(world, phone), randomBytes(32));
  addAccount(account);
  saveAccount(account);
  return account;
}

export function addAccount(account: Account) {
  account.world.accounts.set(account.phone, account);
  account.world.lids.set(account.lid, account);
}

export function saveAccount(account: Account) {
  account.world.simulator.store.put(phonesTable, accountRow(account));
}

export function blankAccount(world: World, phone: string, lid: string, seed: Buffer): Account {
  return {
    world,
    phone,
    lid,
    name: `+${phone}`,
    seed,
    keys: undefined,
    online: true,
    listed: false,
    nextDevice: 1,
    keyIndex: 0,
    blocked: new Set(),
    privacy: new Map(),
    devices: new Map(),
    sessions: new Map(),
    inbox: new Map(),
    chats: new Map(),
    calls: new Map(),
    doneOnce: new Set(),
    undecryptable: new Map(),
    appState: new Map(),
    watchers: new Set(),
    working: Promise.resolve(),
    changed: 0,
  };
}

function accountRow(account: Account): Value[] {
  return [
    account.world.id,
    account.phone,
    account.lid,
    account.name,
    account.seed,
    account.online,
    account.listed,
    account.nextDevice,
    account.keyIndex,
    JSON.stringify([...account.blocked]),
    JSON.stringify([...account.privacy]),
  ];
}

/** Fifteen digits that do not give the phone away and that nobody else in the world has. */
function freeLid(world: World, phone: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const digest = createHmac('sha256', world.id).update(`${phone} ${attempt}`).digest();
    const lid = String(100_000_000_000_000 + (digest.readUIntBE(0, 6) % 899_999_999_999_999));
    if (!world.lids.has(lid)) return lid;
  }
}

export const phoneJid = (account: Account, device?: number) => jid(account.phone, 's.whatsapp.net', device);
export const lidJid = (account: Account, device?: number) => jid(account.lid, 'lid', device);

function jid(user: string, server: JidServer, device: number | undefined): string {
  return device ? jidEncode(user, server, device) : jidEncode(user, server);
}

/** Whom an address names. `device` 0 is the phone; `linked` is the linked device, when there is one with that number. */
export type Addressee = { account: Account; device: number; linked: Device | undefined; byLid: boolean };

export function addresseeOf(world: World, address: string | undefined): Addressee | undefined {
  const decoded = jidDecode(address);
  if (!decoded) return undefined;
  const byLid = decoded.server === 'lid';
  if (!byLid && decoded.server !== 's.whatsapp.net' && decoded.server !== 'c.us') return undefined;
  const account = byLid ? world.lids.get(decoded.user) : accountOf(world, decoded.user);
  if (!account) return undefined;
  const device = decoded.device ?? 0;
  return { account, device, linked: account.devices.get(device), byLid };
}

/** The address of an account in the form its correspondent uses. */
export const addressedAs = (account: Account, byLid: boolean, device?: number) =>
  byLid ? lidJid(account, device) : phoneJid(account, device);
