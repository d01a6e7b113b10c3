import { randomBytes, randomUUID } from 'node:crypto';
import { type AuthenticationCreds, Curve, generateSignalPubKey } from 'baileys';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../../../server/src/base/log.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { createQuietLogger } from '../connection/quiet-logger.ts';
import { type Committer, createCommitter } from '../store/committer.ts';
import { createKeyCache } from '../store/key-cache.ts';
import { createSessionStore, type SessionStore } from '../store/session-store.ts';
import { claim, newCreds } from '../store/sessions.ts';
import { createRepository } from './repository.ts';

let database: TestDatabase;
let reader: pg.Pool;
let committer: Committer;
beforeAll(async () => {
  database = await createTestDatabase();
  reader = new pg.Pool({ connectionString: database.linkedUrl, max: 2 });
  committer = createCommitter(database.linkedUrl, silentLog);
});
afterAll(async () => {
  await committer.end();
  await reader.end();
  await database.drop();
});
beforeEach(() => {
  // libsignal tells the console of every session it closes.
  for (const name of ['info', 'warn', 'error'] as const) vi.spyOn(console, name).mockImplementation(() => {});
});

type Party = ReturnType<typeof partyOf>;

async function party(jid: string): Promise<Party> {
  const name = { workspace: randomUUID(), session: randomUUID(), epoch: 1 };
  const cache = createKeyCache(100_000);
  await claim({ committer, reader, cache }, name);
  const key = { id: 1, key: randomBytes(32) };
  return partyOf(jid, createSessionStore({ committer, reader, cache, key, writer: { ...name, broken: undefined } }));
}

function partyOf(jid: string, store: SessionStore) {
  const creds: AuthenticationCreds = newCreds();
  const arrivals = {
    known: async () => undefined,
    decrypted: async () => () => {},
    undecryptable: async () => {},
    learnt: () => () => {},
  };
  const make = createRepository(store, creds, arrivals);
  const auth = { creds, keys: { get: async () => ({}), set: async () => {}, isInTransaction: () => false } };
  const repository = make(
    { ...auth, keys: { ...auth.keys, transaction: (work) => work() } },
    createQuietLogger(silentLog, 'test'),
  );
  return { jid, store, creds, repository };
}

/** Gives the other a new session, from one of its one-time keys. */
async function meet(from: Party, to: Party, preKeyId: number): Promise<void> {
  const pair = Curve.generateKeyPair();
  await to.store.set({ 'pre-key': { [preKeyId]: pair } });
  const { registrationId, signedIdentityKey, signedPreKey } = to.creds;
  await from.repository.injectE2ESession({
    jid: to.jid,
    session: {
      registrationId,
      identityKey: generateSignalPubKey(signedIdentityKey.public),
      signedPreKey: {
        keyId: signedPreKey.keyId,
        publicKey: generateSignalPubKey(signedPreKey.keyPair.public),
        signature: signedPreKey.signature,
      },
      preKey: { keyId: preKeyId, publicKey: generateSignalPubKey(pair.public) },
    },
  });
}

type Sealed = { type: 'pkmsg' | 'msg'; ciphertext: Uint8Array };

const seal = (from: Party, to: Party, text: string): Promise<Sealed> =>
  from.repository.encryptMessage({ jid: to.jid, data: Buffer.from(text) });

async function open(to: Party, from: Party, sealed: Sealed): Promise<string> {
  const { type, ciphertext } = sealed;
  return Buffer.from(await to.repository.decryptMessage({ jid: from.jid, type, ciphertext })).toString();
}

/** Each writes to the other once, so that the session is agreed and its messages name it no more. */
async function agree(phone: Party, device: Party): Promise<void> {
  await open(device, phone, await seal(phone, device, 'hello'));
  await open(phone, device, await seal(device, phone, 'hello yourself'));
}

it('opens messages of an old session and of the new one, in whichever order they come', async () => {
  const [phone, device] = await Promise.all([party('15550107001@s.whatsapp.net'), party('15550107002@s.whatsapp.net')]);
  await meet(phone, device, 101);
  await agree(phone, device);
  const old = [
    await seal(phone, device, 'old 0'),
    await seal(phone, device, 'old 1'),
    await seal(phone, device, 'old 2'),
  ];
  await meet(phone, device, 102);
  await agree(phone, device);
  const fresh = [
    await seal(phone, device, 'new 0'),
    await seal(phone, device, 'new 1'),
    await seal(phone, device, 'new 2'),
  ];
  expect([...old, ...fresh].map(({ type }) => type)).toEqual(Array.from({ length: 6 }, () => 'msg'));
  const opened: string[] = [];
  for (const sealed of [old[0], fresh[0], old[1], fresh[2], old[2], fresh[1]]) {
    if (sealed) opened.push(await open(device, phone, sealed));
  }
  expect(opened).toEqual(['old 0', 'new 0', 'old 1', 'new 2', 'old 2', 'new 1']);
  expect(await open(phone, device, await seal(device, phone, 'still on the new one'))).toBe('still on the new one');
});

it('leaves every session as it was when a message belongs to none', async () => {
  const [phone, device] = await Promise.all([party('15550107003@s.whatsapp.net'), party('15550107004@s.whatsapp.net')]);
  await meet(phone, device, 101);
  await agree(phone, device);
  await meet(phone, device, 102);
  await agree(phone, device);
  const { type, ciphertext } = await seal(phone, device, 'broken on its way');
  const broken = Buffer.from(ciphertext);
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
  const before = await device.store.get('session', ['15550107003.0']);
  await expect(open(device, phone, { type, ciphertext: broken })).rejects.toThrow('No matching sessions');
  expect(await device.store.get('session', ['15550107003.0'])).toEqual(before);
  expect(Object.keys(before)).toHaveLength(1);
  expect(await open(device, phone, { type, ciphertext })).toBe('broken on its way');
});
