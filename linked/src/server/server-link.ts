import { createConnection as dialSocket, type Socket } from 'node:net';
import { readFrames, writeFrame } from '../../../server/src/base/frames.ts';
import type { Log } from '../../../server/src/base/log.ts';
import { type FromWorker, protocolVersion, type ToWorker } from '../../../server/src/engine/linked/protocol.ts';
import { isOrder } from './order.ts';

/** The line to the server. The server may restart at any time; the link dials until it answers. */
export type ServerLink = {
  /** False while the server does not listen; what has to arrive is told again after the next `hello`. */
  say(frame: FromWorker): boolean;
  stop(): void;
};

export type ServerLinkDeps = {
  path: string;
  hello: () => FromWorker;
  onFrame: (frame: ToWorker) => void;
  log: Log;
};

const redialMsFirst = 50;
const redialMsMax = 1000;

export function connectToServer({ path, hello, onFrame, log }: ServerLinkDeps): ServerLink {
  let socket: Socket | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let waitMs = redialMsFirst;

  const dial = (): void => {
    const fresh = dialSocket(path);
    fresh.on('connect', () => {
      waitMs = redialMsFirst;
      socket = fresh;
      writeFrame(fresh, hello());
    });
    readFrames(fresh, (frame) => {
      if (!isOrder(frame)) return void fresh.destroy(new Error('not an order'));
      if (frame.do === 'welcome' && frame.version !== protocolVersion) {
        log.error('the server speaks another version of the protocol');
        return void fresh.destroy();
      }
      onFrame(frame);
    });
    fresh.on('error', () => {});
    fresh.on('close', () => {
      if (socket === fresh) log.warn('the server hung up');
      if (socket === fresh) socket = undefined;
      if (stopped) return;
      timer = setTimeout(dial, waitMs);
      waitMs = Math.min(redialMsMax, waitMs * 2);
    });
  };
  dial();

  return {
    say: (frame) => {
      if (!socket || socket.destroyed) return false;
      writeFrame(socket, frame);
      return true;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      socket?.end();
    },
  };
}
