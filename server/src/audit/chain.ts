import { createHash } from 'node:crypto';

/** Who did it. `house`: the software itself, such as a job. `id` is the public text of a person's or key's id. */
export type Actor = { kind: 'person' | 'key' | 'operator' | 'house'; id: string | null };

/** What an entry's hash covers, in this order. `details` is the JSON text as it was first written. */
type Covered = {
  chain: string;
  n: string;
  id: string;
  at: Date;
  action: string;
  actor: Actor;
  target: string | null;
  details: string;
  requestId: string | null;
  personalHash: Buffer;
  previous: Buffer;
};

/** SHA-256 over the entry before and the fields of this one. */
export function hashEntry(covered: Covered): Buffer {
  const { personalHash, previous, at, actor, ...plain } = covered;
  const text = JSON.stringify([
    plain.chain,
    plain.n,
    plain.id,
    at.toISOString(),
    plain.action,
    actor.kind,
    actor.id,
    plain.target,
    plain.details,
    plain.requestId,
    personalHash.toString('hex'),
  ]);
  return createHash('sha256').update(previous).update(text).digest();
}

/** Salted, so that nobody can find out by guessing what an erased field said. */
export function hashPersonal(salt: Buffer | null, personal: string | null): Buffer {
  return createHash('sha256')
    .update(salt ?? Buffer.alloc(0))
    .update(personal ?? '')
    .digest();
}
