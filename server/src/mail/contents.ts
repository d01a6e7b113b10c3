import { z } from 'zod';
import type { Secrets } from '../secrets/secrets.ts';

/** The part of a letter that may hold one-time links and names; sealed while it waits. */
export type Contents = {
  values: Record<string, string | number>;
  link: string | null;
  /** The values that somebody of ours wrote. */
  ourWords?: string[] | undefined;
};

const Written = z.object({
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  link: z.string().nullable(),
  ourWords: z.array(z.string()).optional(),
});

export function sealLetter(secrets: Secrets, id: string, contents: Contents): Buffer {
  return secrets.sealForHouse(`mail:${id}`, Buffer.from(JSON.stringify(contents)));
}

export function openLetter(secrets: Secrets, id: string, sealed: Buffer): Contents {
  return Written.parse(JSON.parse(secrets.unsealForHouse(`mail:${id}`, sealed).toString()));
}
