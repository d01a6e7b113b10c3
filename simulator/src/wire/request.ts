import type { BinaryNode } from 'baileys';
import type { Connection, Device } from '../world/world.ts';

/** A query of a linked device; `child` is the query's first element, empty when it has none. */
export type Request = { connection: Connection; device: Device; node: BinaryNode; child: BinaryNode };
