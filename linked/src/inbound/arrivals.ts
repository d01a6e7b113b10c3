import { createHash } from 'node:crypto';
import { type AuthenticationCreds, type BinaryNode, getBinaryNodeChildren, proto, unpadRandomMax16 } from 'baileys';
import type { Fleeting, Inbound } from '../../../server/src/engine/linked/protocol.ts';
import { failpoint } from '../failpoint.ts';
import type { Arrivals } from '../signal/repository.ts';
import type { SessionStore, Unit } from '../store/session-store.ts';
import { contentOf, unsupported } from './content.ts';
import type { HeldMessages } from './held.ts';
import type { Journal } from './journal.ts';
import { identityOf, isMe, type Mapped, peerOf } from './peer.ts';
import { recoveredFrom } from './recovered.ts';
import { callOf, envelopeOf, receiptOf } from './stanza.ts';

export type ArrivalDeps = { store: SessionStore; creds: AuthenticationCreds; journal: Journal; held: HeldMessages };

/** What is known of a message before it is opened. */
type Envelope = NonNullable<Awaited<ReturnType<typeof envelopeOf>>>;
type Known = { envelope: Envelope | undefined; hash: Buffer; journaled: boolean };
type Readable = { envelope: Envelope; hash: Buffer; journaled: boolean; message: proto.IMessage };
type Numbered = { n: number; entry: Inbound };

/** Makes what arrives durable before Baileys acknowledges it. */
export type Intake = {
  arrivals: Arrivals;
  /** Called with every message stanza before Baileys sees it. A promise means: show it to Baileys only after that. */
  message(node: BinaryNode): Promise<void> | undefined;
  receipt(node: BinaryNode): Promise<void>;
  call(node: BinaryNode): Promise<void>;
  typing(node: BinaryNode): Promise<Fleeting | undefined>;
};

/** Receipts and calls wait longer than messages, each of which holds up the next one of its device. */
const noticePatienceMs = 20;

/** More pairs at once come with the history, of people who may never have written to us; those are kept, not told. */
const learntAtOnceMax = 16;

export function createIntake({ store, creds, journal, held }: ArrivalDeps): Intake {
  const stanzas = new WeakMap<Uint8Array, BinaryNode>();
  const learnt = new WeakMap<BinaryNode, Known>();
  const mapped: Mapped = (ids) => store.get('lid-mapping', ids);

  const look = async (node: BinaryNode, ciphertext?: Uint8Array): Promise<Uint8Array | undefined> => {
    const envelope = await envelopeOf(node, creds, mapped);
    const hash = digest('message', envelope ? nameOf(envelope) : `${node.attrs['from']}/${node.attrs['id']}`);
    const cipher = ciphertext ? digest('ciphertext', ciphertext) : hash;
    const seen = await store.seen([hash, cipher]);
    learnt.set(node, { envelope, hash, journaled: seen.has(hash.toString('hex')) });
    return ciphertext ? seen.get(cipher.toString('hex')) : undefined;
  };

  const write = async (make: (unit: Unit) => Promise<Inbound | undefined>): Promise<void> => {
    const told = await store.unit(async (unit) => {
      const entry = await make(unit);
      if (!entry) return undefined;
      const n = journal.next();
      unit.journal(n, entry);
      return { n, entry };
    }, noticePatienceMs);
    if (told) journal.durable(told.n, told.entry);
  };

  const decrypted: Arrivals['decrypted'] = async (unit, ciphertext, plaintext) => {
    unit.saw(digest('ciphertext', ciphertext), plaintext);
    const node = stanzas.get(ciphertext);
    const known = node && learnt.get(node);
    if (!known) return () => {};
    const message = proto.Message.decode(unpadRandomMax16(plaintext));
    const told = known.envelope
      ? [{ ...known, envelope: known.envelope, message: message.deviceSentMessage?.message ?? message }]
      : await recovered(unit, node, message);
    const entries = told.flatMap((one) => journaled(unit, one));
    return () => {
      for (const { n, entry } of entries) journal.durable(n, entry);
    };
  };

  const journaled = (unit: Unit, { envelope, hash, journaled: before, message }: Readable): Numbered[] => {
    const said = contentOf(message);
    if (!said) return [];
    held.forget(unit, hash.toString('hex'));
    if (before) return [];
    const numbered: Numbered = { n: journal.next(), entry: { ...envelope, ...said } };
    unit.journal(numbered.n, numbered.entry);
    unit.saw(hash);
    return [numbered];
  };

  /** What our own phone shows us of messages that we could not read. */
  const recovered = async (unit: Unit, node: BinaryNode, message: proto.IMessage): Promise<Readable[]> => {
    if (!isMe(creds, node.attrs['from'])) return [];
    const found = await recoveredFrom(message, creds, (ids) => unit.get('lid-mapping', ids));
    const named = found.map((one) => ({ ...one, hash: digest('message', nameOf(one.envelope)) }));
    const seen = named.length === 0 ? new Map() : await store.seen(named.map(({ hash }) => hash));
    return named.map((one) => ({ ...one, journaled: seen.has(one.hash.toString('hex')) }));
  };

  const hold = async (node: BinaryNode, kind: string): Promise<void> => {
    const known = learnt.get(node);
    if (!known?.envelope || known.journaled) return;
    await held.hold(known.hash.toString('hex'), { ...known.envelope, ...unsupported(kind) });
  };

  return {
    arrivals: {
      known: async (ciphertext) => {
        const node = stanzas.get(ciphertext);
        return node ? look(node, ciphertext) : undefined;
      },
      decrypted,
      undecryptable: async (ciphertext) => {
        const node = stanzas.get(ciphertext);
        if (node) await hold(node, 'undecryptable');
      },
      learnt: (unit, pairs) => {
        if (pairs.length > learntAtOnceMax) return () => {};
        const entries = pairs
          .filter(({ phone }) => !isMe(creds, `${phone}@s.whatsapp.net`))
          .map(
            ({ phone, lid }): Numbered => ({ n: journal.next(), entry: { kind: 'identity', phone: `+${phone}`, lid } }),
          );
        for (const { n, entry } of entries) unit.journal(n, entry);
        return () => {
          for (const { n, entry } of entries) journal.durable(n, entry);
        };
      },
    },
    message: (node) => {
      let readable = false;
      for (const enc of getBinaryNodeChildren(node, 'enc')) {
        if (!(enc.content instanceof Uint8Array) || !isReadable(enc.attrs['type'])) continue;
        stanzas.set(enc.content, node);
        readable = true;
      }
      return readable ? undefined : look(node).then(() => hold(node, 'unavailable'));
    },
    receipt: async (node) => {
      await write(async (unit) => {
        const entry = await receiptOf(node, creds, (ids) => unit.get('lid-mapping', ids));
        if (entry) failpoint('receipt.before_commit');
        return entry;
      });
      failpoint('receipt.after_commit');
    },
    call: (node) => write((unit) => callOf(node, (ids) => unit.get('lid-mapping', ids))),
    typing: async ({ attrs, content }) => {
      const tag = Array.isArray(content) ? content[0]?.tag : undefined;
      if ((tag !== 'composing' && tag !== 'paused') || !attrs['from']) return undefined;
      return { kind: 'typing', chat: await peerOf(mapped, attrs['from']), state: tag };
    },
  };
}

function isReadable(type: string | undefined): boolean {
  return type === 'pkmsg' || type === 'msg' || type === 'skmsg';
}

/** The same message has the same name however often and from whichever of a person's numbers it comes. */
function nameOf(envelope: Envelope): string {
  return [identityOf(envelope.chat), identityOf(envelope.sender), envelope.wireId].join('/');
}

function digest(kind: 'message' | 'ciphertext', of: string | Uint8Array): Buffer {
  return createHash('sha256').update(kind).update(of).digest().subarray(0, 16);
}
