import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Id } from '../base/id.ts';
import type { SealingKey } from '../base/seal.ts';
import { seal, unseal } from '../base/seal.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

export { hashLinkSecret, linkSecret } from './link.ts';

/** Envelope encryption: the installation's key (KEK) wraps one data key per workspace; the KEK never leaves this process. */
export type Secrets = {
  /** Makes the first data key of a new workspace; call it in the transaction that makes the workspace. */
  makeKey(tx: Tx, workspace: Id<'workspace'>): Promise<void>;
  /** The workspace's newest data key, for handing to a linked worker. */
  key(tx: Tx, workspace: Id<'workspace'>): Promise<SealingKey>;
  /** Seals bytes for one thing of one workspace, named `kind:id`; only under that name they open again. */
  seal(tx: Tx, workspace: Id<'workspace'>, thing: string, plain: Uint8Array): Promise<Buffer>;
  unseal(tx: Tx, workspace: Id<'workspace'>, thing: string, sealed: Uint8Array): Promise<Buffer>;
  /**
   * Seals what belongs to no workspace, such as a person's second factor or a letter: under a key derived from the
   * installation's own. `thing` is named `kind:id`.
   */
  sealForHouse(thing: string, plain: Uint8Array): Buffer;
  unsealForHouse(thing: string, sealed: Uint8Array): Buffer;
  /** A keyed hash (HMAC-SHA-256) under a purpose of its own; the same for the life of the installation. */
  hash(purpose: string, text: string): Buffer;
};

/** `kek`: 32 bytes. Opening fails when it is not the key the data keys were wrapped with. */
export function createSecrets(kek: Buffer): Secrets {
  const wrapping: SealingKey = { id: 1, key: derive(kek, 'wrap') };
  const house: SealingKey = { id: 1, key: derive(kek, 'house') };
  const known = new Map<string, SealingKey>();

  async function key(tx: Tx, workspace: Id<'workspace'>): Promise<SealingKey> {
    const cached = known.get(workspace);
    if (cached) return cached;
    const row = await tx.one(sql<{ id: number; wrapped: Buffer }>`
      select id, wrapped from data_keys where workspace_id = ${workspace} order by id desc limit 1`);
    const opened = { id: row.id, key: unseal(wrapping, aboutKey(workspace, row.id), row.wrapped) };
    known.set(workspace, opened);
    return opened;
  }

  const hashKeys = new Map<string, KeyObject>();
  return {
    key,
    async makeKey(tx, workspace) {
      const wrapped = seal(wrapping, aboutKey(workspace, 1), randomBytes(32));
      await tx.run(sql`insert into data_keys (workspace_id, id, wrapped) values (${workspace}, 1, ${wrapped})`);
    },
    seal: async (tx, workspace, thing, plain) => seal(await key(tx, workspace), about(workspace, thing), plain),
    unseal: async (tx, workspace, thing, sealed) => unseal(await key(tx, workspace), about(workspace, thing), sealed),
    sealForHouse: (thing, plain) => seal(house, about('house', thing), plain),
    unsealForHouse: (thing, sealed) => unseal(house, about('house', thing), sealed),
    hash(purpose, text) {
      let hashKey = hashKeys.get(purpose);
      if (!hashKey) {
        hashKey = createSecretKey(derive(kek, `hash:${purpose}`));
        hashKeys.set(purpose, hashKey);
      }
      return createHmac('sha256', hashKey).update(text).digest();
    },
  };
}

function derive(kek: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', kek, Buffer.alloc(0), `whatzapi:${purpose}`, 32));
}

function about(workspace: string, thing: string): string {
  return `${workspace}:${thing}`;
}

function aboutKey(workspace: string, id: number): string {
  return about(workspace, `data_key:${id}`);
}
