import type { OpenHow } from '../engine.ts';
import type { Arrival } from './inbox.ts';
import type { SocketState, WorkerKind } from './protocol.ts';
import type { Worker } from './workers.ts';

/** A device one of our workers holds, or that waits for a worker. Adopted ones were reported by a worker that outlived a restart. */
export type Session = {
  device: string;
  kind: WorkerKind;
  epoch: number;
  state: SocketState;
  worker: Worker | undefined;
  opening: { workspace: string; how: OpenHow } | undefined;
  taken: Arrival['taken'];
  gone: Arrival['gone'];
};

export type Sessions = {
  find(device: string): Session | undefined;
  /** The session if exactly this worker holds it, with this epoch when one is given. */
  heldBy(worker: Worker, device: string, epoch?: number): Session | undefined;
  put(session: Omit<Session, 'taken' | 'gone'>): Session;
  drop(device: string): Session | undefined;
  of(worker: Worker): Session[];
  waiting(kind: WorkerKind): Session[];
  all(): Iterable<Session>;
  count(kind: WorkerKind): number;
};

/** The list of sessions; one per device. A dropped session answers `gone`, so that what it delivered is not acknowledged any more. */
export function createSessions(tellTaken: (session: Session, upTo: number) => void): Sessions {
  const sessions = new Map<string, Session>();
  const filtered = (keep: (session: Session) => boolean) => [...sessions.values()].filter(keep);
  return {
    find: (device) => sessions.get(device),
    heldBy(worker, device, epoch) {
      const session = sessions.get(device);
      if (!session || session.worker !== worker) return undefined;
      return epoch === undefined || session.epoch === epoch ? session : undefined;
    },
    put(fields) {
      const session: Session = {
        ...fields,
        taken: (upTo) => tellTaken(session, upTo),
        gone: () => sessions.get(session.device) !== session,
      };
      sessions.set(session.device, session);
      return session;
    },
    drop(device) {
      const session = sessions.get(device);
      sessions.delete(device);
      return session;
    },
    of: (worker) => filtered((session) => session.worker === worker),
    waiting: (kind) => filtered((session) => session.kind === kind && !session.worker),
    all: () => sessions.values(),
    count: (kind) => filtered((session) => session.kind === kind).length,
  };
}
