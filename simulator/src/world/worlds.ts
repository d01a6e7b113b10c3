import { worldsTable, worldTables } from '../store/tables.ts';
import { loadWorld } from './load.ts';
import { emptyWorld, type Simulator, type World } from './world.ts';

/** All worlds of the process; a world is read into memory when it is first asked for. */
export type Worlds = {
  get(id: string): Promise<World>;
  /** Like `get`, but brings no world into being. */
  find(id: string): Promise<World | undefined>;
  loaded(): World[];
  /** Forgets a world and everything in it; its clients are cut off. */
  remove(id: string): Promise<void>;
  /** Reads the worlds in which something has to happen by itself. */
  resume(): Promise<void>;
};
export type WorldLoaded = (world: World, rows: { tasks: Array<{ id: number; due: number; task: string }> }) => void;

const worldId = /^[a-z0-9]{8,40}$/;
export const isWorldId = (id: string) => worldId.test(id);

export function createWorlds(simulator: Simulator, onLoaded: WorldLoaded): Worlds {
  const worlds = new Map<string, Promise<World>>();
  const ready = new Map<string, World>();

  const load = async (id: string): Promise<World> => {
    const world = emptyWorld(id, simulator);
    const { isNew, tasks } = await loadWorld(world);
    if (isNew) {
      simulator.store.put(worldsTable, [id, simulator.clock.now()]);
      await simulator.store.committed();
    }
    ready.set(id, world);
    onLoaded(world, { tasks });
    return world;
  };

  return {
    get(id) {
      let world = worlds.get(id);
      if (!world) {
        world = load(id);
        worlds.set(id, world);
        world.catch(() => worlds.delete(id));
      }
      return world;
    },
    async find(id) {
      if (worlds.has(id)) return this.get(id);
      const known = await simulator.store.read('select 1 from simulator.worlds where world = $1', [id]);
      return known.length > 0 ? this.get(id) : undefined;
    },
    loaded: () => [...ready.values()],
    async remove(id) {
      const world = await this.get(id);
      for (const connection of world.connections) connection.cut();
      for (const account of world.accounts.values()) account.online = false;
      await simulator.store.committed();
      for (const { name } of worldTables)
        await simulator.store.write(`delete from simulator.${name} where world = $1`, [id]);
      worlds.delete(id);
      ready.delete(id);
    },
    async resume() {
      const rows = await simulator.store.read<{ world: string }>(
        'select world from simulator.timers union select world from simulator.waiting where device = 0',
        [],
      );
      for (const { world } of rows) await this.get(world);
    },
  };
}
