import { z } from 'zod';
import { addFault, clearFaults } from '../strict/faults.ts';
import type { Fault } from '../strict/kinds.ts';
import { unlinkDevice } from '../world/devices.ts';
import type { Connection, World } from '../world/world.ts';
import { type ControlRequest, Refusal, type Reply } from './http.ts';
import { faultsToCome, NewFault } from './input.ts';
import { presentFault, presentStrict } from './present.ts';

/** Kinds that stay on until their count is used up or they are cleared. The others strike once, when none is given. */
const lasting: ReadonlySet<string> = new Set(['mute_acks', 'delay', 'duplicate', '405']);
const defaultDelayMs = 1_000;

/** Sets a fault; open connections it concerns feel it at once. */
export async function setFault(world: World, { body }: ControlRequest): Promise<Reply> {
  const kind = z.object({ kind: z.string() }).parse(body).kind;
  if (faultsToCome.has(kind)) throw new Refusal(422, 'not_available', `The fault ${kind} is not available yet.`);
  const input = NewFault.parse(body);
  const struck = strikeOpenConnections(world, input.kind, input.device);
  const ms = input.kind === 'delay' ? (input.ms ?? defaultDelayMs) : input.ms;
  const remaining = input.count === undefined ? (lasting.has(input.kind) ? undefined : 1) : input.count;
  const fault = { kind: input.kind, phone: input.device, ms, remaining };
  const left = lasting.has(input.kind) || remaining === undefined ? remaining : remaining - Math.min(struck, remaining);
  const stays = left === undefined || left > 0;
  const shown: Fault = stays ? addFault(world, { ...fault, remaining: left }) : { ...fault, id: 0, remaining: 0 };
  if (stays && ms !== undefined && input.kind !== 'delay') {
    world.simulator.clock.after(ms, () => clearFaults(world, shown.id));
  }
  await world.simulator.store.committed();
  return { status: 201, body: { ...presentFault(shown), connections_hit: struck } };
}

export function listFaults(world: World): Reply {
  return { status: 200, body: { data: world.faults.map(presentFault), next: null } };
}

export async function dropFaults(world: World): Promise<Reply> {
  clearFaults(world);
  await world.simulator.store.committed();
  return { status: 204 };
}

export function showStrict(world: World): Reply {
  return { status: 200, body: presentStrict(world) };
}

type FrameRow = {
  n: number;
  at: number;
  id: string;
  phone: string;
  device: number;
  recipient: string;
  type: string;
  ciphertexts: string;
};
const framesPerPage = 1_000;

/** The log of message frames as clients sent them, oldest first. `next` is never null: ask again with it. */
export async function listFrames(world: World, { query }: ControlRequest): Promise<Reply> {
  const after = Number(query.get('after')) || 0;
  const limit = Math.min(Number(query.get('limit')) || framesPerPage, framesPerPage * 10);
  const rows = await world.simulator.store.read<FrameRow>(
    'select * from simulator.frames where world = $1 and n > $2 order by n limit $3',
    [world.id, after, limit],
  );
  return {
    status: 200,
    body: {
      data: rows.map((row) => ({
        n: row.n,
        id: row.id,
        from: `+${row.phone}`,
        device: row.device,
        to: row.recipient,
        type: row.type,
        at: new Date(row.at).toISOString(),
        ciphertexts: JSON.parse(row.ciphertexts) as unknown,
      })),
      next: String(rows.at(-1)?.n ?? after),
    },
  };
}

function strikeOpenConnections(world: World, kind: Fault['kind'], phone: string | undefined): number {
  if (kind === 'mute_acks' || kind === 'delay' || kind === 'duplicate') return 0;
  let struck = 0;
  for (const connection of world.connections) {
    const { role } = connection;
    if (role.is !== 'linked' || (phone !== undefined && role.device.account.phone !== phone)) continue;
    strike(connection, kind);
    struck += 1;
  }
  return struck;
}

function strike(connection: Connection, kind: '515' | '503' | '440' | '401' | '405' | 'drop') {
  const { role } = connection;
  switch (kind) {
    case 'drop':
    case '405':
      return connection.cut();
    case '401':
      return role.is === 'linked' ? unlinkDevice(role.device) : undefined;
    case '440':
      connection.send({ tag: 'stream:error', attrs: {}, content: [{ tag: 'conflict', attrs: { type: 'replaced' } }] });
      return connection.close();
    default:
      connection.send({ tag: 'stream:error', attrs: { code: kind } });
      return connection.close();
  }
}
