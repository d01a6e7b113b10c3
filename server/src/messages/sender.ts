import type { Id } from '../base/id.ts';
import { delay, later, monotonicMs } from '../base/timer.ts';
import type { Ctx } from '../db/db.ts';
import type { Outgoing, Peer, SendOutcome } from '../engine/engine.ts';
import type { Bucket, BucketState } from '../policy/policy.ts';
import { takeToken, tokensIn } from '../policy/policy.ts';
import type { Room } from '../queue/queue.ts';
import { freeLanes } from '../queue/queue.ts';
import type { Send } from './claim.ts';
import { claimSends } from './claim.ts';
import type { Returned } from './outcome.ts';
import { recordOutcomes } from './outcome.ts';

/** A device that is online on this node and not paused. */
export type SendingNow = { device: Id<'device'>; workspace: Id<'workspace'>; epoch: number };

export type SenderDeps = {
  ctx: Ctx;
  node: string;
  online: () => SendingNow[];
  send: (outgoing: Outgoing) => Promise<SendOutcome>;
};

/** The loop that takes queued messages to the wire. `wake` makes it look at once; without it it looks every `pollMs`. */
export type Sender = { start(): Promise<void>; stop(): Promise<void>; wake(): void };

/** Messages of one device on their way at once: enough to keep its socket busy while the database commits. */
const inFlightMax = 64;
const claimMax = 128;
const pollMs = 1_000;
/** Under load outcomes wait a little for each other, so that one commit carries several; a single one hardly waits. */
const recordMs = { alone: 2, busy: 90 };
const busyMs = 100;
/** Pause after a claim that found work: the next finds more at once. */
const claimGapMs = 70;
const retryMs = 500;

export function createSender({ ctx, node, online, send }: SenderDeps): Sender {
  const inFlight = new Map<string, number>();
  const paces = new Map<string, { perMinute: number; state: BucketState }>();
  let turn = 0;
  let running = false;
  let woken = false;
  let rest = Promise.withResolvers<void>();
  let loop: Promise<void> = Promise.resolve();
  let returned: Returned[] = [];
  let recording: Promise<void> | undefined;
  let recordedMs = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    while (running) {
      woken = false;
      const found = await pass().catch((error: unknown) => {
        ctx.log.warn('claiming messages failed; trying again', { error });
        return 0;
      });
      if (found > 0) await delay(claimGapMs);
      // A full claim means that more is waiting.
      if (found >= claimMax || woken || !running) continue;
      rest = Promise.withResolvers();
      const stopWaiting = later(pollMs, rest.resolve);
      await rest.promise;
      stopWaiting();
    }
  }

  async function pass(): Promise<number> {
    const now = ctx.clock.now();
    const devices = online();
    const rooms = roomsOf(devices, now);
    if (rooms.length === 0) return 0;
    const sends = await ctx.db.system((tx) => claimSends(tx, { node, rooms, now }));
    const epochs = new Map(devices.map((device) => [device.device, device]));
    for (const one of sends) handOver(one, epochs.get(one.lane.device));
    return sends.length;
  }

  // Devices take turns at the front, so that no workspace waits behind another's long queue.
  function roomsOf(devices: SendingNow[], now: Date): Room[] {
    turn = devices.length === 0 ? 0 : (turn + 1) % devices.length;
    let left = claimMax;
    const rooms: Room[] = [];
    for (const device of [...devices.slice(turn), ...devices.slice(0, turn)]) {
      const credit = Math.min(inFlightMax - (inFlight.get(device.device) ?? 0), left, tokensOf(device.device, now));
      if (credit <= 0) continue;
      rooms.push({ device: device.device, credit });
      left -= credit;
    }
    return rooms;
  }

  // A device that has not sent yet shows its limit with its first claim.
  function tokensOf(device: Id<'device'>, now: Date): number {
    const pace = paces.get(device);
    return pace ? tokensIn(bucketOf(pace.perMinute), pace.state, now) : inFlightMax;
  }

  function handOver(one: Send, device: SendingNow | undefined): void {
    const { head, lane, attempt, perMinute } = one;
    const state = paces.get(lane.device)?.state ?? { tokens: 0, at: null };
    const taken = takeToken(bucketOf(perMinute), state, ctx.clock.now());
    paces.set(lane.device, { perMinute, state: taken.ok ? taken.state : state });
    inFlight.set(lane.device, (inFlight.get(lane.device) ?? 0) + 1);
    const outgoing: Outgoing = {
      device: lane.device,
      epoch: device?.epoch ?? 0,
      ref: head.id,
      wireId: head.wire_id,
      attempt,
      to: peerOf(one),
      content: head.content,
      ...(head.quoted ? { quoted: head.quoted } : {}),
    };
    void send(outgoing).then((outcome) => {
      returned.push({ send: one, outcome });
      recording ??= record();
    });
  }

  // Outcomes that come close together are written together. What cannot be written stays until it can.
  async function record(): Promise<void> {
    await delay(monotonicMs() - recordedMs < busyMs ? recordMs.busy : recordMs.alone);
    while (returned.length > 0) {
      const batch = returned;
      returned = [];
      try {
        await ctx.db.system((tx) => recordOutcomes(tx, batch, ctx.clock.now()));
        for (const { send: one } of batch)
          inFlight.set(one.lane.device, Math.max(0, (inFlight.get(one.lane.device) ?? 0) - 1));
      } catch (error) {
        ctx.log.warn('recording outcomes failed; trying again', { error, count: batch.length });
        returned = [...batch, ...returned];
        await delay(retryMs);
      }
      wake();
    }
    recordedMs = monotonicMs();
    recording = undefined;
  }

  function wake(): void {
    woken = true;
    rest.resolve();
  }

  return {
    wake,
    async start() {
      const freed = await ctx.db.system((tx) => freeLanes(tx, node, ctx.clock.now()));
      if (freed > 0) ctx.log.info('took up again what was on its way when this node stopped', { count: freed });
      running = true;
      loop = run();
    },
    async stop() {
      running = false;
      wake();
      await loop;
      await recording;
    },
  };
}

function peerOf({ head }: Send): Peer {
  return { kind: 'person', ...(head.phone ? { phone: head.phone } : {}), ...(head.lid ? { lid: head.lid } : {}) };
}

function bucketOf(perMinute: number): Bucket {
  return { size: perMinute, refillMs: 60_000 / perMinute };
}
