import { z } from 'zod';
import { parseId } from '../base/id.ts';
import type { World } from '../sandbox/sandbox.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { House } from './house.ts';
import { invalid } from './input.ts';
import type { Asked, PathPart } from './operation.ts';
import { missing, notAvailable } from './operation.ts';
import { phone, time } from './shapes.ts';

export const linkedDevice = z.looseObject({
  id: z.number().int(),
  online: z.boolean().optional(),
  linked_at: time.optional(),
});

const pretendMessage = z
  .looseObject({
    id: z.string(),
    direction: z.enum(['out', 'in']).describe('As this phone sees it.'),
    from: phone,
    type: z.string(),
    text: z.object({ body: z.string() }).optional(),
    status: z.string(),
    at: time,
  })
  .meta({ id: 'PretendMessage' });

export const pretendPhone = z
  .looseObject({
    phone,
    name: z.string().nullable(),
    online: z.boolean(),
    linked_devices: z.array(linkedDevice),
    chats: z.array(z.looseObject({ with: phone, messages: z.array(pretendMessage) })),
  })
  .meta({ id: 'PretendPhone', description: 'A phone of this sandbox’s pretend WhatsApp, with what it shows.' });

/** An answer of the simulator whose shape is its own. */
export const whatever = z.looseObject({});

/** The phone of one of our devices, or the phone that was written itself. */
export async function phoneOfDevice<Path extends Record<string, PathPart>>(
  { house, tx, workspace }: Asked<Path, unknown, unknown>,
  text: string,
): Promise<string> {
  if (text.startsWith('+')) return text;
  const id = parseId('device', text);
  if (!id) throw missing();
  const device = await house.devices.get(tx, workspace.id, id);
  if (device.phone === null) throw invalid([{ path: 'device', message: 'This device is not linked to a phone.' }]);
  return device.phone;
}

/** The pretend WhatsApp of a sandbox; refused with `not_available` for a live workspace. */
export function worldOf(house: House, workspace: Workspace): World {
  return house.sandbox.world(worldName(workspace));
}

/** The name of a sandbox's world; refused like `worldOf`. */
export function worldName({ world }: Workspace): string {
  if (world === null) throw notAvailable('Only the keys of a sandbox reach the simulator; this key is live.');
  return world;
}
