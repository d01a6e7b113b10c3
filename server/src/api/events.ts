import { z } from 'zod';
import { readEvents, readEventTypes } from '../events/events.ts';
import { operation } from './operation.ts';
import { idShape, time } from './shapes.ts';

export const eventShape = z
  .object({
    id: idShape('event'),
    type: z.string().meta({ examples: ['message.delivered'] }),
    timestamp: time,
    workspace: idShape('workspace'),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event', description: 'A fact, byte for byte as webhooks carry it.' });

export const listEvents = operation({
  id: 'pullEvents',
  tag: 'Events',
  summary: 'Pull events',
  description:
    'The events webhooks carry, in the order in which they became certain, for 7 days. `next` is never null: keep it and ask again with it as `after`.',
  permission: 'events:read',
  rate: 'reads',
  query: z.strictObject({
    after: z
      .string()
      .min(1)
      .max(1_024)
      .optional()
      .describe('`next` of the pull before; without it, from the oldest kept.'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    types: z.string().min(1).max(2_000).optional().describe('Only these types, separated by commas.'),
  }),
  reply: z.object({ data: z.array(eventShape), next: z.string() }),
  problems: ['cursor_expired'],
  verbatim: true,
  async run({ tx, workspace, query }) {
    const { data, next } = await readEvents(tx, {
      workspace: workspace.id,
      limit: query.limit,
      ...(query.after === undefined ? {} : { after: query.after }),
      ...(query.types === undefined ? {} : { types: readEventTypes(splitTypes(query.types), 'types') }),
    });
    return `{"data":[${data.join(',')}],"next":${JSON.stringify(next)}}`;
  },
});

function splitTypes(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
