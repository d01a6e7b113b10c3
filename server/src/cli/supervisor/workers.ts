import type { WorkerKind } from '../../config/child.ts';
import type { Child } from './child.ts';

export type Workers = {
  /** Starts and stops workers until there are as many of each kind as wanted. */
  want: (wanted: Record<WorkerKind, number>) => void;
  stop: (limitMs: number) => Promise<void>;
};

/**
 * The linked workers. Live and sandbox devices never share a process, because what a process believes to be WhatsApp's
 * root of trust is one for the whole process.
 */
export function keepWorkers(start: (kind: WorkerKind, worker: number) => Child, drainMs: number): Workers {
  const running: Record<WorkerKind, Child[]> = { live: [], sandbox: [] };
  const leaving = new Set<Promise<void>>();
  let closed = false;

  function letGo(child: Child, limitMs: number): void {
    const left = child.stop(limitMs).finally(() => leaving.delete(left));
    leaving.add(left);
  }

  return {
    want(wanted) {
      if (closed) return;
      for (const kind of KINDS) {
        const children = running[kind];
        while (children.length < wanted[kind]) children.push(start(kind, children.length + 1));
        for (const child of children.splice(wanted[kind])) letGo(child, drainMs);
      }
    },
    async stop(limitMs) {
      closed = true;
      for (const kind of KINDS) for (const child of running[kind].splice(0)) letGo(child, limitMs);
      await Promise.all(leaving);
    },
  };
}

const KINDS = ['live', 'sandbox'] as const;
