import { z } from 'zod';
import { parseId, showId } from '../base/id.ts';
import { note } from './act.ts';
import { listing } from './listing.ts';
import { operation } from './operation.ts';
import { idShape, reference, time, timeInput } from './shapes.ts';

const tag = 'Webhooks';

const url = z
  .string()
  .min(1)
  .max(2_000)
  .meta({ format: 'uri', examples: ['https://example.com/webhooks/messages'] });

const events = z
  .array(z.string().min(1).max(100))
  .min(1)
  .max(100)
  .meta({ description: 'Event types; `*` is all of them.', examples: [['*']] });

const description = z.string().trim().max(200).nullable();

const endpointFields = {
  id: idShape('endpoint'),
  url: z.string(),
  events: z.array(z.string()),
  dialect: z.enum(['native', 'meta']),
  description: z.string().nullable(),
  state: z.enum(['enabled', 'disabled']),
  disabled_reason: z.enum(['by_owner', 'gone', 'failing']).nullable(),
  failing_since: time.nullable(),
  created_at: time,
};

const endpointShape = z.object(endpointFields).meta({ id: 'WebhookEndpoint', description: 'Where you are told.' });

const withSecretShape = z
  .object({
    ...endpointFields,
    secret: z
      .string()
      .meta({ examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] })
      .describe('Signs what you are told (Standard Webhooks). It is shown here and never again.'),
  })
  .meta({ id: 'WebhookEndpointWithSecret' });

const deliveryShape = z
  .object({
    id: idShape('delivery'),
    endpoint: idShape('endpoint'),
    event: idShape('event'),
    event_type: z.string(),
    state: z.enum(['waiting', 'sending', 'delivered', 'exhausted', 'canceled']),
    attempts: z.number().int(),
    next_at: time.nullable(),
    last_status: z.number().int().nullable(),
    created_at: time,
    ended_at: time.nullable(),
  })
  .meta({ id: 'Delivery', description: 'One event on its way to one endpoint.' });

const attemptShape = z
  .object({
    id: idShape('attempt'),
    delivery: idShape('delivery'),
    number: z.number().int(),
    at: time,
    duration_ms: z.number().int(),
    status: z.number().int().nullable(),
    error: z.string().nullable(),
    response: z.string().nullable().describe('The beginning of what your server answered.'),
  })
  .meta({ id: 'Attempt', description: 'One HTTP try.' });

export const createEndpoint = operation({
  id: 'createWebhookEndpoint',
  tag,
  summary: 'Create a webhook endpoint',
  description: 'The reply holds the signing secret once.',
  permission: 'webhooks:write',
  rate: 'writes',
  body: z.strictObject({
    url,
    events,
    dialect: z.enum(['native', 'meta']).default('native'),
    description: description.optional(),
  }),
  status: 201,
  reply: withSecretShape,
  problems: ['private_target', 'not_available', 'conflict'],
  secret: true,
  example: { url: 'https://example.com/webhooks/messages', events: ['*'] },
  async run(asked) {
    const { house, tx, workspace, body } = asked;
    const made = await house.webhooks.createEndpoint(tx, workspace, body);
    await note(asked, { action: 'webhook_endpoint.made', target: made.id, details: { host: new URL(made.url).host } });
    return made;
  },
});

export const listEndpoints = listing({
  id: 'listWebhookEndpoints',
  tag,
  summary: 'List webhook endpoints',
  permission: 'webhooks:read',
  item: endpointShape,
  run: ({ house, tx, workspace, page }) => house.webhooks.listEndpoints(tx, workspace.id, page),
});

export const getEndpoint = operation({
  id: 'getWebhookEndpoint',
  tag,
  summary: 'Get a webhook endpoint',
  permission: 'webhooks:read',
  rate: 'reads',
  path: { id: 'endpoint' },
  reply: endpointShape,
  run: ({ house, tx, workspace, params }) => house.webhooks.getEndpoint(tx, workspace.id, params.id),
});

export const updateEndpoint = operation({
  id: 'updateWebhookEndpoint',
  tag,
  summary: 'Change a webhook endpoint',
  permission: 'webhooks:write',
  rate: 'writes',
  path: { id: 'endpoint' },
  body: z.strictObject({
    url: url.optional(),
    events: events.optional(),
    description: description.optional(),
    state: z.enum(['enabled', 'disabled']).optional(),
  }),
  reply: endpointShape,
  problems: ['private_target', 'conflict'],
  example: { events: ['message.received'] },
  run: ({ house, tx, workspace, params, body }) => house.webhooks.updateEndpoint(tx, workspace, params.id, body),
});

export const deleteEndpoint = operation({
  id: 'deleteWebhookEndpoint',
  tag,
  summary: 'Delete a webhook endpoint',
  permission: 'webhooks:write',
  rate: 'writes',
  path: { id: 'endpoint' },
  async run(asked) {
    const { house, tx, workspace, params } = asked;
    await house.webhooks.deleteEndpoint(tx, workspace.id, params.id);
    await note(asked, { action: 'webhook_endpoint.deleted', target: showId('endpoint', params.id) });
  },
});

export const rotateSecret = operation({
  id: 'rotateWebhookSecret',
  tag,
  summary: 'Rotate a signing secret',
  description: 'The old secret signs along with the new one for 24 hours.',
  permission: 'webhooks:write',
  rate: 'writes',
  path: { id: 'endpoint' },
  reply: withSecretShape,
  secret: true,
  async run(asked) {
    const { house, tx, workspace, params } = asked;
    const rotated = await house.webhooks.rotateSecret(tx, workspace.id, params.id);
    await note(asked, { action: 'webhook_endpoint.secret_rotated', target: rotated.id });
    return rotated;
  },
});

export const testEndpoint = operation({
  id: 'testWebhookEndpoint',
  tag,
  summary: 'Send a test event',
  description: 'Sends `endpoint.tested` to this endpoint alone; `event` finds it among the deliveries.',
  permission: 'webhooks:write',
  rate: 'writes',
  path: { id: 'endpoint' },
  status: 202,
  reply: z.object({ event: idShape('event') }),
  problems: ['conflict'],
  run: ({ house, tx, workspace, params }) => house.webhooks.sendTest(tx, workspace.id, params.id),
});

export const listDeliveries = listing({
  id: 'listDeliveries',
  tag,
  summary: 'List deliveries of an endpoint',
  description: 'Newest first.',
  permission: 'webhooks:read',
  path: { id: 'endpoint' },
  filters: {
    state: z.enum(['waiting', 'sending', 'delivered', 'exhausted', 'canceled']).optional(),
    event: reference.optional(),
  },
  item: deliveryShape,
  async run({ house, tx, workspace, params, query, page }) {
    const event = query.event === undefined ? undefined : parseId('event', query.event);
    if (query.event !== undefined && event === undefined) {
      await house.webhooks.getEndpoint(tx, workspace.id, params.id);
      return { data: [], next: null };
    }
    return house.webhooks.listDeliveries(tx, workspace.id, params.id, { ...page, state: query.state, event });
  },
});

export const recoverEndpoint = operation({
  id: 'recoverWebhookEndpoint',
  tag,
  summary: 'Deliver again since a time',
  description: 'Queues everything since then that failed, was canceled or was never queued.',
  permission: 'webhooks:write',
  rate: 'writes',
  path: { id: 'endpoint' },
  body: z.strictObject({ since: timeInput }),
  status: 202,
  reply: z.object({ endpoint: idShape('endpoint'), queued: z.number().int() }),
  problems: ['conflict'],
  example: { since: '2026-11-22T09:30:00Z' },
  run: ({ house, tx, workspace, params, body }) =>
    house.webhooks.recoverEndpoint(tx, workspace.id, params.id, new Date(body.since)),
});

export const listAttempts = listing({
  id: 'listAttempts',
  tag,
  summary: 'List the attempts of a delivery',
  permission: 'webhooks:read',
  path: { id: 'delivery' },
  item: attemptShape,
  run: ({ house, tx, workspace, params, page }) => house.webhooks.listAttempts(tx, workspace.id, params.id, page),
});

export const replayDelivery = operation({
  id: 'replayDelivery',
  tag,
  summary: 'Deliver again',
  description: 'The same bytes and the same id, with the whole schedule. What waits for its next try is tried now.',
  permission: 'webhooks:write',
  rate: 'writes',
  path: { id: 'delivery' },
  status: 202,
  reply: deliveryShape,
  problems: ['conflict'],
  run: ({ house, tx, workspace, params }) => house.webhooks.replayDelivery(tx, workspace.id, params.id),
});
