import { z } from 'zod';

/** What a child may say to the supervisor over its channel. Fields we do not know are dropped. */
export const ChildMessage = z.union([
  z.object({ ready: z.literal(true), url: z.string().optional() }),
  z.object({ want: z.object({ live: count(), sandbox: count() }) }),
  z.object({ print: z.string() }),
]);

export type ChildMessage = z.infer<typeof ChildMessage>;

function count() {
  return z.number().int().min(0).max(1000);
}
