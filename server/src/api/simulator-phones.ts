import { z } from 'zod';
import { Problem } from '../base/problem.ts';
import type { World } from '../sandbox/sandbox.ts';
import type { Asked } from './operation.ts';
import { missing, operation } from './operation.ts';
import { phoneInput } from './shapes.ts';
import { linkedDevice, phoneOfDevice, whatever, worldOf } from './simulator-world.ts';

const tag = 'Simulator';

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
