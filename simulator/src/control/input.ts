import { z } from 'zod';

/** A possible number as digits, however it was written: in a sandbox every one is accepted. */
export const Phone = z
  .string()
  .transform((text) => text.replace(/^\+/, '').replace(/[ ()-]/g, ''))
  .pipe(z.string().regex(/^[1-9]\d{6,14}$/, 'must be an E.164 phone such as +15550100001'));

export const NewPhone = z.strictObject({ phone: Phone, name: z.string().trim().min(1).max(100).optional() });
export const Scan = z.strictObject({ qr: z.string().min(1).max(2_000) });
export const EnterCode = z.strictObject({
  code: z
    .string()
    .transform((code) => code.replace(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().length(8, 'must have 8 characters')),
});
export const NewMessage = z.object({
  to: Phone,
  type: z.string().default('text'),
  text: z.object({ body: z.string().min(1).max(65_536) }).optional(),
});
export const Read = z.strictObject({ message: z.string().min(1) });
export const Typing = z.strictObject({ to: Phone, state: z.enum(['composing', 'paused']).default('composing') });
export const PlaceCall = z.strictObject({ to: Phone, media: z.enum(['audio', 'video']).default('audio') });
export const Block = z.strictObject({ phone: Phone, blocked: z.boolean().default(true) });
export const Unlink = z.strictObject({ device: z.number().int().positive().optional() });
export const NewFault = z.strictObject({
  kind: z.enum(['drop', '515', '503', '440', '401', '405', 'mute_acks', 'delay', 'duplicate']),
  device: Phone.optional(),
  ms: z.number().int().min(1).max(600_000).optional(),
  count: z.number().int().min(1).max(1_000_000).optional(),
});

/** Kinds of the public contract that this simulator does not play yet. */
export const faultsToCome: ReadonlySet<string> = new Set(['reorder', 'media_404']);
