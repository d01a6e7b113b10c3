import { z } from 'zod';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import { forsakeMessages } from '../messages/messages.ts';
import { note } from './act.ts';
import type { Caller } from './caller.ts';
import { listing } from './listing.ts';
import { missing, operation } from './operation.ts';
import { idShape, name, phone, phoneInput, time } from './shapes.ts';

const tag = 'Devices';

const ability = z.enum(['native', 'fallback', 'no']);

const messageKinds = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'template',
  'poll',
  'edit',
  'revoke',
] as const;

const capabilities = z
  .object({
    send: z.object(Object.fromEntries(messageKinds.map((kind) => [kind, ability]))),
    window: z.enum(['open', 'replies_only']),
    pairing: z.array(z.enum(['qr', 'code'])),
    typing: ability,
    read: ability,
    groups: ability,
    calls: ability,
    checks_numbers: ability,
    resend_safely: z.boolean(),
  })
  .meta({ id: 'Capabilities', description: 'What this kind of device is able to do.' });

const deviceShape = z
  .object({
    id: idShape('device'),
    name: z.string(),
    kind: z.enum(['linked', 'cloud']),
    phone: phone.nullable(),
    default: z.boolean().describe('Sends when a message names no device.'),
    paused: z.boolean().describe('Holds back what is queued; what arrives still arrives.'),
    connection: z.object({
      is: z.enum(['offline', 'pairing', 'connecting', 'online', 'logged_out', 'banned']),
      since: time,
      reason: z.string().optional(),
      retry_at: time.optional(),
    }),
    can: capabilities,
    created_at: time,
  })
  .meta({ id: 'Device', description: 'A WhatsApp identity of the workspace.' });

const pairingShape = z
  .object({
    method: z.enum(['qr', 'code']),
    qr: z.string().optional().describe('The text of the QR code; it rotates, so read it again.'),
    code: z.string().optional().describe('Eight characters to type on the phone.'),
    expires_at: time,
  })
  .meta({ id: 'Pairing', description: 'What to scan or type. `qr` or `code` is missing for the first moments.' });

export const createDevice = operation({
  id: 'createDevice',
  tag,
  summary: 'Create a device',
  description: 'A device starts unlinked: pair it next. The first device of a workspace becomes its default.',
  permission: 'devices:write',
  rate: 'writes',
  body: z.strictObject({ name, kind: z.enum(['linked', 'cloud']).default('linked') }),
  status: 201,
  reply: deviceShape,
  problems: ['not_available', 'conflict'],
  example: { name: 'Front desk', kind: 'linked' },
  async run(asked) {
    const { house, tx, workspace, caller, body } = asked;
    if (caller.devices !== null) {
      throw new Problem('scope_missing', {
        detail: 'A key restricted to devices cannot make new ones.',
        params: { permission: 'devices:write' },
      });
    }
    const made = await house.devices.create(tx, workspace.id, body);
    await note(asked, { action: 'device.made', target: made.id, details: { kind: made.kind } });
    return made;
  },
});

export const listDevices = listing({
  id: 'listDevices',
  tag,
  summary: 'List devices',
  permission: 'devices:read',
  item: deviceShape,
  run: ({ house, tx, workspace, caller, page }) =>
    house.devices.list(tx, workspace.id, { ...page, only: caller.devices && [...caller.devices] }),
});

export const getDevice = operation({
  id: 'getDevice',
  tag,
  summary: 'Get a device',
  permission: 'devices:read',
  rate: 'reads',
  path: { id: 'device' },
  reply: deviceShape,
  run: async ({ house, tx, workspace, params, caller }) =>
    house.devices.get(tx, workspace.id, touch(caller, params.id)),
});

export const updateDevice = operation({
  id: 'updateDevice',
  tag,
  summary: 'Change a device',
  permission: 'devices:write',
  rate: 'writes',
  path: { id: 'device' },
  body: z.strictObject({ name: name.optional(), default: z.boolean().optional() }),
  reply: deviceShape,
  example: { name: 'Kitchen' },
  run: async ({ house, tx, workspace, params, body, caller }) =>
    house.devices.update(tx, workspace.id, touch(caller, params.id), body),
});

export const deleteDevice = operation({
  id: 'deleteDevice',
  tag,
  summary: 'Delete a device',
  description:
    'Removes the link on the phone too. Messages stay readable; what it has not sent fails with `device_deleted`.',
  permission: 'devices:write',
  rate: 'writes',
  path: { id: 'device' },
  async run(asked) {
    const { house, tx, workspace, params, caller, now } = asked;
    await house.devices.delete(tx, workspace.id, touch(caller, params.id));
    await forsakeMessages(tx, workspace.id, params.id, now);
    await note(asked, { action: 'device.deleted', target: showId('device', params.id) });
  },
});

export const pairDevice = operation({
  id: 'pairDevice',
  tag,
  summary: 'Start pairing',
  description:
    'Links a phone by QR or by a code it types. In live workspaces `risk_accepted: true` says that the owner knows that WhatsApp does not offer this way to link and may close the number.',
  permission: 'devices:pair',
  rate: 'writes',
  path: { id: 'device' },
  body: z.strictObject({
    method: z.enum(['qr', 'code']),
    phone: phoneInput.optional().describe('For the method `code`: the phone that will type it.'),
    risk_accepted: z.boolean().optional(),
  }),
  status: 201,
  reply: pairingShape,
  problems: ['conflict', 'device_banned', 'not_available', 'workspace_suspended'],
  secret: true,
  example: { method: 'qr' },
  run: async ({ house, tx, workspace, params, body, caller }) =>
    house.devices.pair(tx, workspace, touch(caller, params.id), body),
});

export const getPairing = operation({
  id: 'getPairing',
  tag,
  summary: 'Get the current QR or code',
  permission: 'devices:pair',
  rate: 'reads',
  path: { id: 'device' },
  reply: pairingShape,
  run: async ({ house, tx, workspace, params, caller }) =>
    house.devices.pairing(tx, workspace.id, touch(caller, params.id)),
});

export const cancelPairing = operation({
  id: 'cancelPairing',
  tag,
  summary: 'Stop pairing',
  permission: 'devices:pair',
  rate: 'writes',
  path: { id: 'device' },
  run: async ({ house, tx, workspace, params, caller }) => {
    await house.devices.cancelPairing(tx, workspace.id, touch(caller, params.id));
  },
});

export const connectDevice = operation({
  id: 'connectDevice',
  tag,
  summary: 'Connect a device',
  permission: 'devices:write',
  rate: 'writes',
  path: { id: 'device' },
  status: 200,
  reply: deviceShape,
  problems: ['device_not_linked', 'device_logged_out', 'device_banned', 'workspace_suspended'],
  run: async ({ house, tx, workspace, params, caller }) =>
    house.devices.connect(tx, workspace, touch(caller, params.id)),
});

export const disconnectDevice = wish(
  'disconnect',
  'Disconnect a device',
  'Keeps the link; the phone still lists the device.',
);
export const logoutDevice = operation({
  id: 'logoutDevice',
  tag,
  summary: 'Log a device out',
  description: 'Removes the link; the device must be paired again.',
  permission: 'devices:pair',
  rate: 'writes',
  path: { id: 'device' },
  reply: deviceShape,
  async run(asked) {
    const { house, tx, workspace, params, caller } = asked;
    const shown = await house.devices.logout(tx, workspace.id, touch(caller, params.id));
    await note(asked, { action: 'device.logged_out', target: shown.id });
    return shown;
  },
});
export const pauseDevice = wish('pause', 'Pause a device', 'Holds back what is queued; what arrives still arrives.');
export const resumeDevice = wish('resume', 'Resume a device', 'Sends what was held back.');

/** Lets a key that is restricted to some devices touch only those; others are missing to it. */
function touch(caller: Caller, id: Id<'device'>): Id<'device'> {
  if (caller.devices !== null && !caller.devices.includes(id)) throw missing();
  return id;
}

function wish(verb: 'disconnect' | 'pause' | 'resume', summary: string, description: string) {
  return operation({
    id: `${verb}Device`,
    tag,
    summary,
    description,
    permission: 'devices:write',
    rate: 'writes',
    path: { id: 'device' },
    reply: deviceShape,
    run: async ({ house, tx, workspace, params, caller }) =>
      house.devices[verb](tx, workspace.id, touch(caller, params.id)),
  });
}
