import { chmodSync, rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { readFrames, writeFrame } from '../../base/frames.ts';
import type { Log } from '../../base/log.ts';
import { later } from '../../base/timer.ts';
import type { FromWorker, ToWorker, WorkerKind } from './protocol.ts';
import { protocolVersion } from './protocol.ts';

/** How long a dialler may take to say who it is, in milliseconds. */
const helloMsMax = 5_000;

/** One connected worker process. */
export type Worker = { kind: WorkerKind; number: number; pid: number; tell(frame: ToWorker): boolean; lost: boolean };

export type Hello = Extract<FromWorker, { say: 'hello' }>;

export type WorkersDeps = {
  socketPath: string;
  welcome: () => Extract<ToWorker, { do: 'welcome' }>;
  joined: (worker: Worker, hello: Hello) => void;
  said: (worker: Worker, frame: Exclude<FromWorker, Hello>) => void;
  left: (worker: Worker) => void;
  log: Log;
};

export type Workers = { listen(): Promise<void>; close(): Promise<void>; all(): readonly Worker[] };

/** The Unix socket workers dial. Only the owner of the process may open it; a stale one of a killed server is removed. */
export function createWorkers({ socketPath, welcome, joined, said, left, log }: WorkersDeps): Workers {
  const workers = new Map<Socket, Worker>();
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  function accept(socket: Socket): void {
    sockets.add(socket);
    const hurry = later(helloMsMax, () => socket.destroy());
    socket.on('error', (error) => log.debug('a worker’s socket failed', { error }));
    socket.on('close', () => {
      hurry();
      sockets.delete(socket);
      const worker = workers.get(socket);
      workers.delete(socket);
      if (!worker) return;
      worker.lost = true;
      log.info('worker left', { worker: worker.number, kind: worker.kind, pid: worker.pid });
      left(worker);
    });
    readFrames(socket, (frame) => {
      // Frames come from our own program over a socket only we can open; its version was checked by the first of them.
      const told = frame as FromWorker;
      const worker = workers.get(socket);
      if (worker) {
        if (told.say !== 'hello') said(worker, told);
      } else if (told.say === 'hello') greet(socket, told);
      else socket.destroy();
    });
    function greet(from: Socket, hello: Hello): void {
      hurry();
      if (hello.version !== protocolVersion) {
        log.error('a worker speaks another version of the protocol', { worker: hello.worker, kind: hello.kind });
        return void from.destroy();
      }
      const worker: Worker = {
        kind: hello.kind,
        number: hello.worker,
        pid: hello.pid,
        lost: false,
        // `writeFrame` also answers false when the socket is merely full; what counts here is whether it still stands.
        tell: (frame) => {
          writeFrame(from, frame);
          return !from.destroyed;
        },
      };
      workers.set(from, worker);
      worker.tell(welcome());
      log.info('worker joined', {
        worker: worker.number,
        kind: worker.kind,
        pid: worker.pid,
        count: hello.sessions.length,
      });
      joined(worker, hello);
    }
  }

  return {
    all: () => [...workers.values()],
    async listen() {
      await removeStale(socketPath);
      const listening = createServer(accept);
      server = listening;
      await new Promise<void>((resolve, reject) => {
        listening.once('error', reject);
        listening.listen(socketPath, resolve);
      });
      chmodSync(socketPath, 0o600);
    },
    async close() {
      const closing = server;
      if (!closing) return;
      const closed = new Promise<void>((resolve) => closing.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

// A killed server leaves its socket file behind; one that answers belongs to a server that lives.
async function removeStale(socketPath: string): Promise<void> {
  const answered = await new Promise<boolean>((resolve) => {
    const probe = connect(socketPath);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
  if (answered) throw new Error('Another server is listening for linked workers in this run folder.');
  rmSync(socketPath, { force: true });
}
