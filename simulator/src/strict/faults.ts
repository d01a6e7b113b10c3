import { faultsTable } from '../store/tables.ts';
import { nextTick, type World } from '../world/world.ts';
import type { Fault, FaultKind } from './kinds.ts';

/** Adds a fault; it stays until its count is used up or it is cleared, also across restarts. */
export function addFault(world: World, fault: Omit<Fault, 'id'>): Fault {
  const added = { ...fault, id: nextTick(world) };
  world.faults.push(added);
  saveFault(world, added);
  return added;
}

/** Ends one fault, or all when none is named. */
export function clearFaults(world: World, id?: number) {
  for (const fault of world.faults) {
    if (id === undefined || fault.id === id) world.simulator.store.remove(faultsTable, [world.id, fault.id]);
  }
  world.faults = id === undefined ? [] : world.faults.filter((fault) => fault.id !== id);
}

/** The fault of this kind that strikes the phone's devices now, with one use of it spent. */
export function takeFault(world: World, kind: FaultKind, phone: string): Fault | undefined {
  // Nearly every world has none.
  if (world.faults.length === 0) return undefined;
  const fault = world.faults.find((one) => one.kind === kind && (one.phone === undefined || one.phone === phone));
  if (!fault) return undefined;
  if (fault.remaining !== undefined) spend(world, fault, fault.remaining);
  return fault;
}

function spend(world: World, fault: Fault, remaining: number) {
  fault.remaining = remaining - 1;
  if (fault.remaining > 0) return saveFault(world, fault);
  world.faults = world.faults.filter((one) => one !== fault);
  world.simulator.store.remove(faultsTable, [world.id, fault.id]);
}

function saveFault(world: World, fault: Fault) {
  world.simulator.store.put(faultsTable, [
    world.id,
    fault.id,
    fault.kind,
    fault.phone ?? null,
    fault.ms ?? null,
    fault.remaining ?? null,
  ]);
}
