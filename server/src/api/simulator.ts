import { z } from 'zod';
import { parseId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { World } from '../sandbox/sandbox.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { House } from './house.ts';
import { invalid } from './input.ts';
import type { Asked, PathPart } from './operation.ts';
import { missing, notAvailable, operation } from './operation.ts';
import { name, phone, phoneInput, time } from './shapes.ts';

const tag = 'Simulator';

const linkedDevice = z.looseObject({
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

const pretendPhone = z
  .looseObject({
    phone,
    name: z.string().nullable(),
    online: z.boolean(),
    linked_devices: z.array(linkedDevice),
    chats: z.array(z.looseObject({ with: phone, messages: z.array(pretendMessage) })),
  })
  .meta({ id: 'PretendPhone', description: 'A phone of this sandbox’s pretend WhatsApp, with what it shows.' });

const whatever = z.looseObject({});

export const getSimulator = operation({
  id: 'getSimulator',
  tag,
  summary: 'Where the pretend WhatsApp is',
  description: 'For any other client of the linked-device protocol: the address, and the root of trust it needs.',
  permission: 'simulator:use',
  rate: 'reads',
  reply: z.object({
    linked_url: z.string(),
    graph_url: z.string().nullable().describe('Null until the Graph side is built.'),
    noise_root: z.string().describe('X25519 public key, hex: the issuer of the server’s certificates.'),
    ca_certificate: z.string().nullable().describe('Null where the address is not served by TLS of our own.'),
  }),
  transaction: 'none',
  async run({ house, workspace, origin }) {
    return {
      linked_url: `${origin.replace(/^http/, 'ws')}/sandbox/${worldName(workspace)}/ws/chat`,
      graph_url: null,
      noise_root: house.noiseRoot,
      ca_certificate: null,
    };
  },
});

export const getViolations = operation({
  id: 'getSimulatorViolations',
  tag,
  summary: 'What broke the protocol so far',
  description: 'Unknown stanzas, missing acknowledgements and reused counters of any client in this sandbox.',
  permission: 'simulator:use',
  rate: 'reads',
  reply: z.looseObject({ violations: z.number().int() }),
  transaction: 'none',
  run: async ({ house, workspace }) => worldOf(house, workspace).violations(),
});

export const createPhone = operation({
  id: 'createSimulatorPhone',
  tag,
  summary: 'Make a pretend phone',
  description: 'It stays, and does nothing by itself.',
  permission: 'simulator:use',
  rate: 'writes',
  body: z.strictObject({ phone: phoneInput, name: name.optional() }),
  status: 201,
  reply: pretendPhone,
  transaction: 'none',
  example: { phone: '+15550100077', name: 'Ana' },
  run: async ({ house, workspace, body }) => worldOf(house, workspace).addPhone(body),
});

export const listPhones = operation({
  id: 'listSimulatorPhones',
  tag,
  summary: 'List pretend phones',
  permission: 'simulator:use',
  rate: 'reads',
  reply: z.object({ data: z.array(pretendPhone), next: z.string().nullable() }),
  transaction: 'none',
  run: async ({ house, workspace }) => ({ data: await worldOf(house, workspace).listPhones(), next: null }),
});

export const getPhone = operation({
  id: 'getSimulatorPhone',
  tag,
  summary: 'Look at a pretend phone',
  permission: 'simulator:use',
  rate: 'reads',
  path: { phone: 'phone' },
  reply: pretendPhone,
  transaction: 'none',
  run: async ({ house, workspace, params }) => worldOf(house, workspace).getPhone(params.phone),
});

export const scanQr = act(
  {
    id: 'scanQr',
    summary: 'Scan a QR',
    body: z.strictObject({ qr: z.string().min(1).max(2_000) }),
    example: { qr: '2@…' },
  },
  (world, from, { qr }) => world.scan(from, qr),
);

export const enterCode = act(
  {
    id: 'enterPairingCode',
    summary: 'Type a pairing code',
    body: z.strictObject({ code: z.string().min(8).max(9) }),
    example: { code: 'ABCD-EFGH' },
  },
  (world, from, { code }) => world.enterCode(from, code),
);

export const sendFromPhone = act(
  {
    id: 'sendFromSimulatorPhone',
    summary: 'Send from a pretend phone',
    status: 201,
    body: z.looseObject({
      to: phoneInput,
      type: z.string().default('text'),
      text: z.strictObject({ body: z.string().min(1).max(4_096) }).optional(),
    }),
    example: { to: '+15550100001', type: 'text', text: { body: 'Is my order ready?' } },
  },
  (world, from, message) => world.send(from, message),
);

export const readOnPhone = act(
  {
    id: 'readOnSimulatorPhone',
    summary: 'Read a message on a pretend phone',
    description: '`message` is the id the phone shows.',
    body: z.strictObject({ message: z.string().min(1).max(200) }),
    example: { message: '3EB0C431C26A1916E07A' },
  },
  (world, from, { message }) => world.read(from, message),
);

export const typeOnPhone = act(
  {
    id: 'typeOnSimulatorPhone',
    summary: 'Type on a pretend phone',
    empty: true,
    body: z.strictObject({ to: phoneInput }),
    example: { to: '+15550100001' },
  },
  (world, from, { to }) => world.type(from, to),
);

export const callFromPhone = act(
  {
    id: 'callFromSimulatorPhone',
    summary: 'Call from a pretend phone',
    status: 201,
    body: z.strictObject({ to: phoneInput }),
    example: { to: '+15550100001' },
  },
  (world, from, { to }) => world.call(from, to),
);

export const blockOnPhone = act(
  {
    id: 'blockOnSimulatorPhone',
    summary: 'Block somebody on a pretend phone',
    body: z.strictObject({ phone: phoneInput }),
    example: { phone: '+15550100001' },
  },
  (world, from, body) => world.block(from, body.phone),
);

export const unlinkOnPhone = operation({
  id: 'unlinkOnSimulatorPhone',
  tag,
  summary: 'Remove a linked device on a pretend phone',
  description: '`device` is one of yours, or a number under `linked_devices`; without it, all of them.',
  permission: 'simulator:use',
  rate: 'writes',
  path: { phone: 'phone' },
  body: z.strictObject({ device: z.union([z.string().min(1).max(64), z.number().int().positive()]).optional() }),
  reply: whatever,
  problems: ['conflict'],
  example: { device: 1 },
  async run(asked) {
    const { house, workspace, params, body } = asked;
    const world = worldOf(house, workspace);
    if (body.device === undefined) return world.unlink(params.phone);
    const number = Number(body.device);
    if (Number.isInteger(number)) return world.unlink(params.phone, number);
    return world.unlink(params.phone, await numberOf(asked, String(body.device)));
  },
});

export const setOffline = act(
  { id: 'setSimulatorPhoneOffline', summary: 'Take a pretend phone offline' },
  (world, from) => world.goOffline(from),
);

export const setOnline = act(
  { id: 'setSimulatorPhoneOnline', summary: 'Bring a pretend phone online' },
  (world, from) => world.goOnline(from),
);

const faults = [
  'drop',
  '515',
  '503',
  '440',
  '401',
  '405',
  'mute_acks',
  'delay',
  'duplicate',
  'reorder',
  'media_404',
] as const;

export const createFault = operation({
  id: 'createSimulatorFault',
  tag,
  summary: 'Plant a fault',
  description: 'Makes the pretend WhatsApp misbehave, towards one device or towards all.',
  permission: 'simulator:use',
  rate: 'writes',
  body: z.strictObject({
    kind: z.enum(faults),
    device: z.string().min(1).max(64).optional().describe('A device of yours, or its phone.'),
    ms: z.number().int().min(1).max(600_000).optional(),
    count: z.number().int().min(1).max(1_000_000).optional(),
  }),
  status: 201,
  reply: whatever,
  problems: ['not_found', 'not_available'],
  example: { kind: 'mute_acks', count: 1 },
  async run(asked) {
    const { house, workspace, body } = asked;
    const { device, ...fault } = body;
    const target = device === undefined ? {} : { device: await phoneOfDevice(asked, device) };
    return worldOf(house, workspace).plantFault({ ...fault, ...target });
  },
});

type Act<Body extends z.ZodType> = {
  id: string;
  summary: string;
  description?: string;
  status?: number;
  empty?: boolean;
  body?: Body;
  example?: unknown;
};

const noBody = z.strictObject({});

/** One thing a pretend phone does. */
function act<Body extends z.ZodType = typeof noBody>(
  { empty, ...spec }: Act<Body>,
  does: (world: World, from: string, body: z.output<Body>) => Promise<unknown>,
) {
  return operation({
    ...spec,
    tag,
    permission: 'simulator:use',
    rate: 'writes',
    path: { phone: 'phone' },
    ...(empty ? {} : { reply: whatever }),
    transaction: 'none',
    problems: ['conflict', 'not_available'],
    run: async ({ house, workspace, params, body }) => does(worldOf(house, workspace), params.phone, body),
  });
}

// The pretend phone numbers its linked devices itself, so one of ours is known there only when it is the only one.
async function numberOf<Path extends { phone: 'phone' }>(
  asked: Asked<Path, unknown, unknown>,
  device: string,
): Promise<number> {
  const phone = await phoneOfDevice(asked, device);
  const { linked_devices } = await worldOf(asked.house, asked.workspace).getPhone(phone);
  const [only, ...others] = z.array(linkedDevice).parse(linked_devices);
  if (phone !== asked.params.phone || !only) throw missing();
  if (others.length === 0) return only.id;
  throw new Problem('conflict', {
    detail: 'This phone has several linked devices. Give the number under `linked_devices`.',
    params: { linked_devices: linked_devices.length },
  });
}

async function phoneOfDevice<Path extends Record<string, PathPart>>(
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

function worldOf(house: House, workspace: Workspace): World {
  return house.sandbox.world(worldName(workspace));
}

function worldName({ world }: Workspace): string {
  if (world === null) throw notAvailable('Only the keys of a sandbox reach the simulator; this key is live.');
  return world;
}
