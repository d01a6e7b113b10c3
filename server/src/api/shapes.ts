import { z } from 'zod';
import type { Thing } from '../base/id.ts';
import { showId } from '../base/id.ts';

const exampleUuid = '0199a3c2-7f10-7b3e-9d52-1c6a4e8f0b21';

/** The text of an id. The pattern stands in the reference only: a malformed id answers like a missing thing. */
export function idShape(thing: Thing) {
  const example = showId(thing, exampleUuid);
  return z.string().meta({ pattern: `^${example.replace(/_.*/, '')}_[0-9a-f]{32}$`, examples: [example] });
}

/** A time in UTC, RFC 3339, in answers. */
export const time = z.string().meta({ format: 'date-time', examples: ['2026-11-22T09:30:00.000Z'] });

/** A time a caller gives; any offset is fine. */
export const timeInput = z.iso
  .datetime({ offset: true, error: 'Must be a time like 2026-11-22T09:30:00Z' })
  .meta({ format: 'date-time' });

/** A phone in answers: E.164 with its plus. */
export const phone = z.string().meta({ pattern: '^\\+[1-9][0-9]{6,14}$', examples: ['+15550190001'] });

/** A notice by its document and version. */
export const noticeName = z.string().meta({ pattern: '^[a-z-]+-[1-9][0-9]*$', examples: ['terms-2'] });

/** A phone a caller gives; the rooms say what is wrong with it. */
export const phoneInput = z
  .string()
  .min(1)
  .max(40)
  .meta({ examples: ['+15550190001'] });

/** A name for people. */
export const name = z
  .string()
  .trim()
  .min(1, 'Must not be empty')
  .max(100, 'At most 100 characters')
  .meta({ examples: ['Front desk'] });

/** The id of something in a body or query. */
export const reference = z.string().min(1).max(64);
