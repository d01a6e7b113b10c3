import { z } from 'zod';
import { contentInput, contentShape } from './content.ts';
import { idShape, phone, reference, time, timeInput } from './shapes.ts';

const purposes = ['service', 'utility', 'authentication', 'marketing'] as const;
export const statuses = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'canceled',
  'expired',
  'outcome_unknown',
] as const;

/** A message in answers. */
export const messageShape = z
  .object({
    id: idShape('message'),
    device: idShape('device'),
    chat: idShape('chat'),
    contact: idShape('contact').nullable(),
    direction: z.enum(['out', 'in']),
    origin: z.enum(['api', 'inbox', 'phone', 'history', 'campaign', 'autoreply', 'flow', 'dialect', 'mcp']),
    from: phone.nullable(),
    to: phone.nullable(),
    ...contentShape,
    purpose: z.enum(purposes),
    status: z.enum(statuses).describe('Only moves forward.'),
    status_at: z.record(z.string(), time).describe('When each status was reached.'),
    hold: z
      .object({ code: z.string(), until: time.nullable(), sentence: z.string() })
      .nullable()
      .describe('Why a queued message waits.'),
    error: z.object({ code: z.string(), detail: z.string() }).nullable(),
    client_ref: z.string().nullable(),
    reply_to: idShape('message').nullable(),
    send_at: time.nullable(),
    expires_at: time.nullable(),
    created_at: time,
  })
  .meta({ id: 'Message', description: 'One thing sent or received. Its content stands under the name of its `type`.' });

/** A message as a caller gives it. */
export const newMessage = z
  .strictObject({
    device: reference.optional().describe('Default: the workspace’s default device.'),
    to: z.string().min(1).max(64).describe('A phone with `+`, a contact or a chat.'),
    ...contentInput,
    purpose: z.enum(purposes).optional().describe('Default: service.'),
    reply_to: reference.optional().describe('The message of the same chat that this one answers.'),
    client_ref: z.string().min(1).max(200).optional().describe('Your own reference; it comes back everywhere.'),
    send_at: timeInput.optional(),
    expires_at: timeInput.optional().describe('Not sent after this. Default: 24 hours; 10 minutes for authentication.'),
    on_unknown: z
      .enum(['resend', 'hold'])
      .optional()
      .describe('What to do when it is not known whether WhatsApp took it. `resend` (default) uses the same wire id.'),
  })
  .meta({ id: 'NewMessage' });
