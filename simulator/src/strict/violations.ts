import type { BinaryNode } from 'baileys';
import { violationsTable } from '../store/tables.ts';
import { nextTick, type World } from '../world/world.ts';
import type { ViolationKind } from './kinds.ts';

const keptInMemory = 500;

/** Records that a client broke a rule of the wire. */
export function recordViolation(world: World, kind: ViolationKind, detail: Record<string, string | number>) {
  const violation = { n: nextTick(world), at: world.simulator.clock.now(), kind, detail };
  world.violations.push(violation);
  if (world.violations.length > keptInMemory) world.violations.shift();
  world.simulator.store.put(violationsTable, [world.id, violation.n, violation.at, kind, JSON.stringify(detail)]);
}

/** Records a stanza the simulator has no answer for; its content may be private and is left out. */
export function recordUnknownStanza(world: World, node: BinaryNode, phone: string) {
  const first = Array.isArray(node.content) ? (node.content[0]?.tag ?? '') : '';
  recordViolation(world, 'unknown_stanza', {
    stanza: node.tag,
    xmlns: node.attrs['xmlns'] ?? '',
    type: node.attrs['type'] ?? '',
    child: first,
    phone,
  });
}
