import { z } from 'zod';
import { operation } from './operation.ts';
import { name, phoneInput } from './shapes.ts';
import { phoneOfDevice, pretendPhone, whatever, worldName, worldOf } from './simulator-world.ts';

const tag = 'Simulator';

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
  description:
    'Makes the pretend WhatsApp misbehave, towards one device or towards all. Some faults last: until `count` of them have struck, or until they are cleared.',
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

export const listFaults = operation({
  id: 'listSimulatorFaults',
  tag,
  summary: 'List planted faults',
  description: 'Those that have not worn off yet.',
  permission: 'simulator:use',
  rate: 'reads',
  reply: z.object({ data: z.array(whatever), next: z.string().nullable() }),
  transaction: 'none',
  run: async ({ house, workspace }) => worldOf(house, workspace).listFaults(),
});

export const clearFaults = operation({
  id: 'clearSimulatorFaults',
  tag,
  summary: 'Clear all faults',
  description: 'The pretend WhatsApp behaves again. A refused version is tried again within a minute.',
  permission: 'simulator:use',
  rate: 'writes',
  transaction: 'none',
  run: async ({ house, workspace }) => worldOf(house, workspace).clearFaults(),
});
