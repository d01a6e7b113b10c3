import type { StoreLost } from './problem.ts';

/** Who writes: a session as opened by this worker. Once `broken` is set nothing of it is written any more; `onBroken` hears of it once. */
export type Writer = {
  readonly workspace: string;
  readonly session: string;
  readonly epoch: number;
  broken: StoreLost | undefined;
  onBroken?: (problem: StoreLost) => void;
};

export function breakWriter(writer: Writer, problem: StoreLost): StoreLost {
  if (writer.broken) return writer.broken;
  writer.broken = problem;
  writer.onBroken?.(problem);
  return problem;
}

/** What one unit of work changes. Values are sealed already; a `null` value deletes. */
export type Write = {
  keys?: { type: string; id: string; value: Buffer | null }[];
  journal?: { n: number; entry: Buffer }[];
  took?: number;
  seen?: { hash: Buffer; plain: Buffer | null }[];
  sent?: { wireId: string; content: Buffer }[];
  acked?: string[];
  creds?: Buffer;
};

/** A write in the queue, and who waits for it. */
export type Entry = { writer: Writer; write: Write; done: () => void; failed: (error: Error) => void };
