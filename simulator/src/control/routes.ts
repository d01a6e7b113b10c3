import type { World } from '../world/world.ts';
import { isWorldId, type Worlds } from '../world/worlds.ts';
import { type ControlRequest, Refusal, type Reply, type Route } from './http.ts';
import * as phones from './phones.ts';
import * as strict from './strict.ts';

export type Address = { port: number; noiseRoot: string };
type InWorld = (world: World, request: ControlRequest) => Reply | Promise<Reply>;

/** Everything the control API can do. */
export function controlRoutes(worlds: Worlds, address: () => Address): Route[] {
  const inWorld = (method: string, path: string, run: InWorld): Route => ({
    method,
    path: `/worlds/*${path}`,
    run: async (request) => run(await worldIn(worlds, request), request),
  });
  return [
    { method: 'GET', path: '/healthz', run: () => ({ status: 200, body: { ok: true } }) },
    inWorld('GET', '', (world) => ({ status: 200, body: describe(world, address()) })),
    {
      method: 'DELETE',
      path: '/worlds/*',
      run: async (request) => {
        await worlds.remove(worldIdIn(request));
        return { status: 204 };
      },
    },
    inWorld('POST', '/phones', phones.addPhone),
    inWorld('GET', '/phones', phones.listPhones),
    inWorld('GET', '/phones/*', phones.showPhone),
    inWorld('POST', '/phones/*/scan', phones.scan),
    inWorld('POST', '/phones/*/enter-code', phones.typeCode),
    inWorld('POST', '/phones/*/messages', phones.sendMessage),
    inWorld('POST', '/phones/*/read', phones.readMessage),
    inWorld('POST', '/phones/*/typing', phones.startTyping),
    inWorld('POST', '/phones/*/call', phones.call),
    inWorld('DELETE', '/phones/*/calls/*', phones.hangUp),
    inWorld('POST', '/phones/*/block', phones.block),
    inWorld('POST', '/phones/*/unlink', phones.unlink),
    inWorld('POST', '/phones/*/offline', (world, request) => phones.setOnline(world, request, false)),
    inWorld('POST', '/phones/*/online', (world, request) => phones.setOnline(world, request, true)),
    inWorld('GET', '/faults', strict.listFaults),
    inWorld('POST', '/faults', strict.setFault),
    inWorld('DELETE', '/faults', strict.dropFaults),
    inWorld('GET', '/strict', strict.showStrict),
    inWorld('GET', '/frames', strict.listFrames),
  ];
}

function describe(world: World, { port, noiseRoot }: Address) {
  const path = socketPath(world.id);
  return { world: world.id, linked_path: path, linked_url: `ws://127.0.0.1:${port}${path}`, noise_root: noiseRoot };
}

const socketPath = (world: string) => `/sandbox/${world}/ws/chat`;

function worldIn(worlds: Worlds, request: ControlRequest): Promise<World> {
  return worlds.get(worldIdIn(request));
}

function worldIdIn({ params }: ControlRequest): string {
  const [id = ''] = params;
  if (!isWorldId(id)) throw new Refusal(404, 'not_found', 'There is no such world.');
  return id;
}
