import { Problem } from '../base/problem.ts';

/** A place in the order of events. A reader has seen everything up to and including it. */
export type Position = { xact: bigint; n: bigint };

/** What a pull's cursor holds: the place, the generation of the data it belongs to, and the time up to which it has read. */
export type Cursor = { generation: number; position: Position; readTo: Date };

/** Writes a cursor as opaque text. */
export function showCursor({ generation, position, readTo }: Cursor): string {
  return Buffer.from(`1.${generation}.${position.xact}.${position.n}.${readTo.getTime()}`).toString('base64url');
}

/** Reads a cursor; throws `validation_failed` on text that `showCursor` did not make. */
export function readCursor(text: string): Cursor {
  const found = /^1\.(\d{1,9})\.(\d{1,20})\.(\d{1,18})\.(\d{1,15})$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  );
  const [, generation, xact, n, readTo] = found ?? [];
  if (!generation || !xact || !n || !readTo || BigInt(xact) >= 2n ** 63n) {
    throw new Problem('validation_failed', {
      detail: 'The cursor is not one that this API gave out.',
      errors: [{ path: 'after', message: 'Use `next` of an earlier reply, or leave it out.' }],
    });
  }
  return {
    generation: Number(generation),
    position: { xact: BigInt(xact), n: BigInt(n) },
    readTo: new Date(Number(readTo)),
  };
}

export function isAfter(a: Position, b: Position): boolean {
  return a.xact > b.xact || (a.xact === b.xact && a.n > b.n);
}
