import type { Claimed } from './claim.ts';
import { allowance, isFresh, learn, newPace, type Pace, type Result } from './pace.ts';

/** The calls under way and those next in turn, endpoint by endpoint. */
export type Calls = {
  /** What may be claimed now; endpoints that are not named may have `each`. */
  room(): { rooms: { endpoint: string; take: number }[]; each: number; total: number };
  add(claimed: Claimed[]): void;
  /** Starts what may start; call it now and then, because slow calls give their place in the pool away with time. */
  pump(): void;
  /** Starts nothing from now on, and takes out everything that has not started. */
  close(): Claimed[];
  underWay(): number;
};

export type CallsOptions = {
  /** Makes one call; must not reject. */
  call: (claimed: Claimed) => Promise<Result>;
  /** Something ended, so there may be room for more of this endpoint. */
  onRoom: () => void;
  /** Claimed, but not to be called by us now. */
  onRelease: (claimed: Claimed[]) => void;
  nowMs: () => number;
  /** Calls younger than 200 ms, over all endpoints. Older ones only wait, and are counted by `capacity` alone. */
  pool: number;
  /** Deliveries in our hands, called or next in turn. */
  capacity: number;
  /** A claim is not begun when less of its lease is left. */
  leaseLeftMs: number;
};

const youngMs = 200;
const ahead = 4;

type Line = { pace: Pace; waiting: Claimed[]; underWay: number };
type Call = { startedMs: number; isYoung: boolean };

export function createCalls(options: CallsOptions): Calls {
  const lines = new Map<string, Line>();
  // Endpoints whose turn it may be, in the order of their turns.
  const turns = new Set<string>();
  const calls = new Set<Call>();
  let young = 0;
  let held = 0;
  let isOpen = true;

  function start(line: Line, claimed: Claimed): void {
    const call = { startedMs: options.nowMs(), isYoung: true };
    calls.add(call);
    young += 1;
    line.underWay += 1;
    void options.call(claimed).then((result) => {
      calls.delete(call);
      if (call.isYoung) young -= 1;
      line.underWay -= 1;
      held -= 1;
      learn(line.pace, result, options.nowMs());
      if (line.waiting.length > 0) turns.add(claimed.endpoint);
      pump();
      if (line.waiting.length <= line.pace.window) options.onRoom();
    });
  }

  function pump(): void {
    const now = options.nowMs();
    for (const call of calls) {
      // Calls stand in the order of their start.
      if (now - call.startedMs < youngMs) break;
      if (call.isYoung) young -= 1;
      call.isYoung = false;
    }
    while (isOpen && young < options.pool) {
      const [endpoint] = turns;
      if (endpoint === undefined) return;
      turns.delete(endpoint);
      const line = lines.get(endpoint);
      if (line && takeTurn(line, now)) turns.add(endpoint);
    }
  }

  // True when the line may have another turn.
  function takeTurn(line: Line, now: number): boolean {
    const allowed = allowance(line.pace, now);
    if (allowed === 0) {
      release(line.waiting.splice(0));
      return false;
    }
    if (line.underWay >= allowed) return false;
    const next = line.waiting.shift();
    if (!next) return false;
    if (next.lease.getTime() - now < options.leaseLeftMs) release([next]);
    else start(line, next);
    return line.waiting.length > 0;
  }

  function release(claimed: Claimed[]): void {
    held -= claimed.length;
    if (claimed.length > 0) options.onRelease(claimed);
  }

  return {
    pump,
    underWay: () => calls.size,
    room() {
      const now = options.nowMs();
      const rooms: { endpoint: string; take: number }[] = [];
      for (const [endpoint, line] of lines) {
        if (line.underWay === 0 && line.waiting.length === 0 && isFresh(line.pace, now)) lines.delete(endpoint);
        else rooms.push({ endpoint, take: roomOf(line, now) });
      }
      return { rooms, each: newPace().window, total: Math.max(0, options.capacity - held) };
    },
    add(claimed) {
      held += claimed.length;
      for (const one of claimed) {
        const line = lines.get(one.endpoint) ?? { pace: newPace(), waiting: [], underWay: 0 };
        lines.set(one.endpoint, line);
        line.waiting.push(one);
        turns.add(one.endpoint);
      }
      pump();
    },
    close() {
      isOpen = false;
      const all = [...lines.values()].flatMap((line) => line.waiting.splice(0));
      held -= all.length;
      turns.clear();
      return all;
    },
  };
}

function roomOf({ pace, waiting, underWay }: Line, now: number): number {
  const allowed = allowance(pace, now);
  // Nothing is fetched ahead for an endpoint that has not shown that it is quick.
  const wanted = allowed > newPace().window ? allowed * ahead : allowed;
  return Math.max(0, wanted - waiting.length - underWay);
}
