/** A bucket of sends to one person: `size` at once, one more every `refillMs`; 0 paces nothing. */
export type Bucket = { size: number; refillMs: number };

export type BucketState = { tokens: number; at: Date | null };

export type Taken = { ok: true; state: { tokens: number; at: Date } } | { ok: false; readyAt: Date };

/** Takes one token, or says when there will be one. A bucket never seen before is full. */
export function takeToken({ size, refillMs }: Bucket, { tokens, at }: BucketState, now: Date): Taken {
  if (refillMs === 0) return { ok: true, state: { tokens: size, at: now } };
  const held = heldIn({ size, refillMs }, { tokens, at }, now);
  if (held >= 1) return { ok: true, state: { tokens: held - 1, at: now } };
  return { ok: false, readyAt: new Date(now.getTime() + Math.ceil((1 - held) * refillMs)) };
}

/** Whole tokens in a bucket now. */
export function tokensIn(bucket: Bucket, state: BucketState, now: Date): number {
  return Math.floor(heldIn(bucket, state, now));
}

function heldIn({ size, refillMs }: Bucket, { tokens, at }: BucketState, now: Date): number {
  if (at === null || refillMs === 0) return size;
  return Math.min(size, tokens + Math.max(0, now.getTime() - at.getTime()) / refillMs);
}
