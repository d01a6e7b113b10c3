import { createServer, type Socket } from 'node:net';
import { readFrames, writeFrame } from '../../server/src/base/frames.ts';
import type { FromWorker, Inbound, SocketState, ToWorker } from '../../server/src/engine/linked/protocol.ts';
import { eventually } from './eventually.ts';

/** Speaks the server's side of the protocol with every worker that dials, and keeps all that was said. */
export type PretendServer = {
  readonly said: FromWorker[];
  /** Entries in the order of their numbers as they were told, copies included. */
  told(session: string): { n: number; entry: Inbound }[];
  states(session: string): SocketState[];
  /** Orders one worker, by its number. */
  tell(frame: ToWorker, worker?: number): void;
  /** Whether `inbound` is answered with `took` at once. */
  taking(on: boolean): void;
  renewing(on: boolean): void;
  state<Is extends SocketState['is']>(
    session: string,
    is: Is,
    after?: number,
  ): Promise<Extract<SocketState, { is: Is }>>;
  outcome(ref: string): Promise<Extract<FromWorker, { say: 'outcome' }>['outcome']>;
  /** Hangs up and listens anew, as a server that was restarted. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

export type Greeting = { renewalMs: number; webVersion?: string };

export async function startPretendServer(path: string, greeting: Greeting): Promise<PretendServer> {
  const said: FromWorker[] = [];
  const sockets = new Map<Socket, number>();
  let takes = true;
  let renews = true;

  const listen = () => {
    const server = createServer((socket) => {
      sockets.set(socket, 0);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
      readFrames(socket, (frame) => {
        // Frames come from our own worker.
        const told = frame as FromWorker;
        said.push(told);
        if (told.say === 'hello') {
          sockets.set(socket, told.worker);
          writeFrame(socket, {
            do: 'welcome',
            version: 1,
            retry: { baseMs: 20, maxMs: 200 },
            ...greeting,
          } satisfies ToWorker);
        }
        const last = told.say === 'inbound' ? told.entries.at(-1) : undefined;
        if (told.say === 'inbound' && last && takes) {
          writeFrame(socket, { do: 'took', session: told.session, upTo: last.n } satisfies ToWorker);
        }
      });
    });
    return new Promise<typeof server>((resolve) => server.listen(path, () => resolve(server)));
  };
  let server = await listen();
  const tell = (frame: ToWorker, worker = 1): void => {
    for (const [socket, number] of sockets) if (number === worker) writeFrame(socket, frame);
  };
  const renewal = setInterval(() => {
    if (renews) for (const socket of sockets.keys()) writeFrame(socket, { do: 'renew' });
  }, 100);
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets.keys()) socket.destroy();
    await closed;
  };
  const states = (session: string) =>
    said.flatMap((frame) => (frame.say === 'state' && frame.session === session ? [frame.state] : []));

  return {
    said,
    states,
    told: (session) =>
      said.flatMap((frame) => (frame.say === 'inbound' && frame.session === session ? frame.entries : [])),
    tell,
    taking: (on) => {
      takes = on;
    },
    renewing: (on) => {
      renews = on;
    },
    state: <Is extends SocketState['is']>(session: string, is: Is, after = 0) =>
      eventually(`state ${is}`, () =>
        states(session)
          .slice(after)
          .find((state): state is Extract<SocketState, { is: Is }> => state.is === is),
      ),
    outcome: (ref) =>
      eventually(`outcome of ${ref}`, () => {
        const frame = said.find((one) => one.say === 'outcome' && one.ref === ref);
        return frame?.say === 'outcome' ? frame.outcome : undefined;
      }),
    restart: async () => {
      await close();
      server = await listen();
    },
    stop: async () => {
      clearInterval(renewal);
      await close();
    },
  };
}
