import type { Log } from '../../base/log.ts';
import type { WorkerKind, WorkspaceKey } from './protocol.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Worker } from './workers.ts';

/** Sessions one worker process may hold. */
export const sessionsPerWorkerMax = 100;

export type WorkerCounts = Record<WorkerKind, number>;

export type PlacingDeps = {
  sessions: Sessions;
  workers: () => readonly Worker[];
  keyOf: (workspace: string) => Promise<WorkspaceKey>;
  worldOf: (workspace: string) => Promise<string>;
  wantWorkers: (counts: WorkerCounts) => void;
  /** The session's key or world could not be read; it was not handed to anybody. */
  failed: (session: Session) => void;
  log: Log;
};

export type Placing = {
  /** Hands a session to the worker of its kind that holds the fewest; waits when all are full or none is there. */
  place(session: Session): void;
  /** Says that there are, or must be, at least so many workers of a kind. */
  want(kind: WorkerKind, workers: number): void;
  /** Says how many sessions there will be. Until then nobody is asked for workers. */
  expect(sessions: WorkerCounts): void;
};

/** Decides which worker holds a session, and how many workers there should be. */
export function createPlacing(deps: PlacingDeps): Placing {
  const { sessions, log } = deps;
  const wanted: WorkerCounts = { live: 0, sandbox: 0 };
  let asked: WorkerCounts = { live: 0, sandbox: 0 };
  let expecting = false;

  function place(session: Session): void {
    const free = deps
      .workers()
      .filter(({ kind }) => kind === session.kind)
      .map((worker) => ({ worker, held: sessions.of(worker).length }))
      .filter(({ held }) => held < sessionsPerWorkerMax)
      .sort((a, b) => a.held - b.held || a.worker.number - b.worker.number)[0];
    if (!free) {
      want(session.kind, workersFor(sessions.count(session.kind)));
      return;
    }
    session.worker = free.worker;
    void hand(session, free.worker);
  }

  async function hand(session: Session, worker: Worker): Promise<void> {
    const { device, epoch, opening, kind } = session;
    if (!opening) return;
    const stands = () => sessions.find(device) === session;
    try {
      const [key, world] = await Promise.all([
        deps.keyOf(opening.workspace),
        kind === 'sandbox' ? deps.worldOf(opening.workspace) : undefined,
      ]);
      if (!stands() || worker.lost) return;
      const { workspace, how } = opening;
      worker.tell({ do: 'open', session: device, workspace, ...(world ? { world } : {}), epoch, key, how });
    } catch (error) {
      log.warn('a device could not be opened', { error, device });
      if (stands()) deps.failed(session);
    }
  }

  // Never less than before: taking a worker away would move its sessions for the sake of some memory.
  // After a restart the counts start from nothing, and a hasty word would end workers that are still about to report.
  function want(kind: WorkerKind, count: number): void {
    wanted[kind] = Math.max(wanted[kind], count);
    if (!expecting || (wanted.live === asked.live && wanted.sandbox === asked.sandbox)) return;
    asked = { ...wanted };
    deps.wantWorkers({ ...wanted });
  }

  return {
    place,
    want,
    expect(counts) {
      expecting = true;
      wanted.live = Math.max(wanted.live, workersFor(counts.live));
      want('sandbox', workersFor(counts.sandbox));
    },
  };
}

function workersFor(sessions: number): number {
  return Math.ceil(sessions / sessionsPerWorkerMax);
}
