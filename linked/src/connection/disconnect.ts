import type { SocketState } from '../../../server/src/engine/linked/protocol.ts';

/** Why a socket closed: WhatsApp's code, and whether it came from WhatsApp or from the network between. */
export type Closing = { code: number; network: boolean };

/** What a connection remembers between its sockets; a socket that was online for long clears the strikes. */
export type Past = {
  /** The device was online at least once since it was paired. */
  opened: boolean;
  replaced: number;
  broken: number;
  restarts: number;
};

export type Next =
  | { do: 'dial'; wait: 'none' | 'backoff' | 'replaced' }
  | { do: 'stop'; state: SocketState; wipe: boolean; outdated: boolean };

/** What to do after a socket closed. Everything that is not a verdict of WhatsApp's is tried again. */
export function afterClosing({ code, network }: Closing, past: Past): Next {
  if (network) return { do: 'dial', wait: 'backoff' };
  switch (code) {
    case 515:
      return { do: 'dial', wait: past.restarts > 3 ? 'backoff' : 'none' };
    case 440:
      return past.replaced === 0
        ? { do: 'dial', wait: 'replaced' }
        : stop({ is: 'offline', reason: 'replaced_elsewhere' });
    case 401:
    case 406:
      return past.opened
        ? stop({ is: 'logged_out', reason: 'removed_on_phone' }, { wipe: true })
        : stop({ is: 'offline', reason: 'pairing_refused' }, { wipe: true });
    case 402:
      return stop({ is: 'offline', reason: 'restricted' });
    case 403:
      return stop({ is: 'banned' });
    case 405:
    case 409:
      return stop({ is: 'offline', reason: 'client_outdated' }, { outdated: true });
    case 411:
    case 500:
      return past.broken === 0 ? { do: 'dial', wait: 'backoff' } : stop({ is: 'offline', reason: 'bad_session' });
    default:
      return { do: 'dial', wait: 'backoff' };
  }
}

/** Full jitter: anything between nothing and the doubled base, so that a thousand sockets do not come back together. */
export function backoffMs(
  attempt: number,
  { baseMs, maxMs }: { baseMs: number; maxMs: number },
  random: number,
): number {
  return Math.round(random * Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 20)));
}

function stop(state: SocketState, also: { wipe?: boolean; outdated?: boolean } = {}): Next {
  return { do: 'stop', state, wipe: also.wipe ?? false, outdated: also.outdated ?? false };
}
