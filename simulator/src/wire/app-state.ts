import { type BinaryNode, getBinaryNodeChild, proto, S_WHATSAPP_NET } from 'baileys';
import { appStateTable } from '../store/tables.ts';
import { deliver, seconds, stanzaId } from '../world/delivery.ts';
import type { AppStatePatch, Device } from '../world/world.ts';
import { answer, childrenOf } from './nodes.ts';
import type { Request } from './request.ts';

/** Stores patches of synced settings and hands them to the owner's other devices; their content stays sealed. */
export function syncAppState({ connection, device, node, child }: Request) {
  const collections = childrenOf(child).map((collection) => syncCollection(device, collection));
  connection.world.simulator.store.after(() =>
    answer(connection, node, [{ tag: 'sync', attrs: {}, content: collections }]),
  );
}

function syncCollection(device: Device, collection: BinaryNode): BinaryNode {
  const { name = '', version = '0' } = collection.attrs;
  const patches = patchesOf(device, name);
  const latest = patches.at(-1)?.version ?? 0;
  const pushed = getBinaryNodeChild(collection, 'patch')?.content;
  if (pushed instanceof Uint8Array)
    return pushPatch(device, { name, basedOn: Number(version), latest, patch: Buffer.from(pushed) });
  const missing = patches.filter((patch) => patch.version > Number(version));
  return {
    tag: 'collection',
    attrs: { name, version: String(latest), has_more_patches: 'false' },
    content:
      missing.length > 0
        ? [
            {
              tag: 'patches',
              attrs: {},
              content: missing.map((patch) => ({ tag: 'patch', attrs: {}, content: numbered(patch) })),
            },
          ]
        : [],
  };
}

function pushPatch(device: Device, push: { name: string; basedOn: number; latest: number; patch: Buffer }): BinaryNode {
  const { name, basedOn, latest, patch } = push;
  if (basedOn !== latest) {
    return {
      tag: 'collection',
      attrs: { name, type: 'error', version: String(latest) },
      content: [{ tag: 'error', attrs: { code: '409', text: 'conflict' } }],
    };
  }
  const { account } = device;
  const { simulator, id: world } = account.world;
  const version = latest + 1;
  patchesOf(device, name).push({ version, patch });
  simulator.store.put(appStateTable, [world, account.phone, name, version, patch]);
  for (const other of account.devices.values()) {
    if (other !== device) {
      deliver(other, {
        tag: 'notification',
        attrs: { from: S_WHATSAPP_NET, type: 'server_sync', id: stanzaId(), t: seconds(simulator.clock.now()) },
        content: [{ tag: 'collection', attrs: { name, version: String(version) } }],
      });
    }
  }
  return { tag: 'collection', attrs: { name, version: String(version) } };
}

function patchesOf(device: Device, name: string): AppStatePatch[] {
  let patches = device.account.appState.get(name);
  if (!patches) {
    patches = [];
    device.account.appState.set(name, patches);
  }
  return patches;
}

function numbered({ version, patch }: AppStatePatch): Uint8Array {
  const decoded = proto.SyncdPatch.decode(patch);
  decoded.version = proto.SyncdVersion.create({ version });
  return proto.SyncdPatch.encode(decoded).finish();
}
