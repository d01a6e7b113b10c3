import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import { delay, monotonicMs } from '../base/timer.ts';
import type { Ctx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Sandbox, World } from '../sandbox/sandbox.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { Device } from './device.ts';
import { findDevice } from './device.ts';
import { pairDevice, showPairing } from './link.ts';

/** Phones of a new sandbox, outside the range of numbers with built-in behaviours. */
export const bornNumbers = { owner: '+15550100001', customer: '+15550100002' } as const;

/** How long a birth waits for the device to come online, in milliseconds; after that it rejects and may be run again. */
const birthMsMax = 45_000;

const greeting = 'Hello! I am Ana, a pretend customer. Write to me.';

/** What a sandbox is born with. `owner`: the phone the device is linked to; `customer`: who greets it. */
export type Birth = { workspace: Workspace; device: Id<'device'>; owner: string; customer: string };

/** `wake`: the connections' `signal`. */
export type BirthDeps = { ctx: Ctx; secrets: Secrets; sandbox: Sandbox; wake: () => void };

/**
 * Gives a new sandbox its life: a pretend owner's phone links the device, and a customer says hello once it is online.
 * Each step looks first whether it was done, so it may run twice and go on after a crash at any point.
 * Resolves when the device was deleted or unlinked meanwhile; rejects when it took too long, to be run again.
 */
export async function giveBirth(deps: BirthDeps, { workspace, device, owner, customer }: Birth): Promise<void> {
  if (workspace.world === null) throw new Error('only a sandbox has a birth');
  const { ctx } = deps;
  const world = deps.sandbox.world(workspace.world);
  await world.addPhone({ phone: owner, name: 'Pretend owner' });
  await world.addPhone({ phone: customer, name: 'Ana' });
  const deadline = monotonicMs() + birthMsMax;
  const tried = new Set<string>();
  for (;;) {
    const found = await ctx.db.workspace(workspace.id, (tx) => findDevice(tx, workspace.id, device));
    // Deleted or unlinked by its owner meanwhile: nothing is left to be done.
    if (!found || found.connection.is === 'logged_out') return;
    if (found.connection.is === 'online') break;
    if (monotonicMs() > deadline) throw new Error('the sandbox device did not come online in time');
    if (!found.linked) await link(deps, { world, workspace, found, owner, tried });
    await delay(100);
  }
  await ctx.db.system(async (tx) => {
    // Two runs at once would both see that nobody has greeted yet.
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`sandbox.greeting:${device}`}, 0))`);
    await greet(world, { owner, customer });
  });
}

type Linking = {
  world: World;
  workspace: Workspace;
  found: Device;
  owner: string;
  tried: Set<string>;
};

async function link(deps: BirthDeps, { world, workspace, found, owner, tried }: Linking): Promise<void> {
  const { ctx, secrets, wake } = deps;
  const { id } = found;
  const room = { secrets, wake, clock: ctx.clock };
  if (found.connection.is !== 'pairing') {
    await ctx.db.workspace(workspace.id, (tx) => pairDevice(tx, room, { workspace, id, input: { method: 'qr' } }));
    return;
  }
  const pairing = await ctx.db
    .workspace(workspace.id, (tx) => showPairing(tx, room, workspace.id, id))
    .catch(() => undefined);
  if (!pairing?.qr || tried.has(pairing.qr)) return;
  tried.add(pairing.qr);
  await world.scan(owner, pairing.qr).catch((error: unknown) => {
    // The QR has rotated since, or another run has scanned it: look again.
    if (!(error instanceof Problem && error.code === 'conflict')) throw error;
  });
}

async function greet(world: World, { owner, customer }: { owner: string; customer: string }): Promise<void> {
  const { chats } = await world.getPhone(customer);
  if (chats.some((chat) => chat.with === owner && chat.messages.some(({ direction }) => direction === 'out'))) return;
  await world.send(customer, { to: owner, type: 'text', text: { body: greeting } });
}
