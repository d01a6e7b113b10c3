import { z } from 'zod';
import type { FieldError } from '../base/problem.ts';
import { invalid } from './input.ts';
import { notAvailable } from './operation.ts';

/** Types of the contract that this version cannot carry yet; they answer `not_available`, never `validation_failed`. */
const later = [
  'image',
  'document',
  'audio',
  'video',
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

const text = z.strictObject({
  body: z
    .string()
    .min(1, { error: 'Must not be empty', abort: true })
    .max(4_096, 'At most 4,096 characters')
    .refine((body) => body.trim() !== '', 'Must not be only spaces'),
  preview_url: z.boolean().optional().describe('Show a preview of the first link.'),
});

/** The fields of a message's content as a caller gives it: `type`, and one field of that name. */
export const contentInput = {
  type: z.enum(['text', ...later]),
  text: text.optional(),
  ...Object.fromEntries(
    later.map((type) => [type, z.looseObject({}).optional().meta({ description: 'Not available in this version.' })]),
  ),
};

/** The fields of a message's content in answers: exactly one of them is there, named by `type`. */
export const contentShape = {
  type: z.string(),
  text: z.object({ body: z.string(), preview_url: z.boolean().optional() }).optional(),
  unsupported: z
    .object({ kind: z.string() })
    .optional()
    .describe('Something that arrived and cannot be carried yet; `kind` is what WhatsApp called it.'),
};

type Given = { type: string; text?: { body: string; preview_url?: boolean | undefined } | undefined };

/** The content a caller gave, with exactly the field its type names. Throws what is wrong with it. */
export function readContent(given: Given & Record<string, unknown>): TextContent {
  const errors: FieldError[] = [];
  const others = [...later, 'text'].filter((type) => type !== given.type && given[type] !== undefined);
  for (const other of others) {
    errors.push({ path: other, message: `Does not belong to a message of type ${given.type}.` });
  }
  if (given[given.type] === undefined) errors.push({ path: given.type, message: 'Is required for this type.' });
  if (errors.length > 0) throw invalid(errors);
  if (given.type !== 'text' || !given.text) {
    throw notAvailable(`Messages of type ${given.type} cannot be sent in this version.`, { type: given.type });
  }
  const { body, preview_url } = given.text;
  return { type: 'text', text: { body, ...(preview_url === undefined ? {} : { preview_url }) } };
}

type TextContent = { type: 'text'; text: { body: string; preview_url?: boolean } };
