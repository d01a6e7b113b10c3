import { eventTypes } from '../events/events.ts';
import { permissions, roleNames, roles } from '../workspaces/workspaces.ts';
import { eventShape } from './events.ts';
import type { Refusals } from './openapi-problems.ts';
import { createRefusals, refusalExamples, refusalsOf } from './openapi-problems.ts';
import type { JsonSchema, Schemas } from './openapi-schemas.ts';
import { createSchemas, sampleOf } from './openapi-schemas.ts';
import type { PathPart } from './operation.ts';
import { problemShape } from './problem-shape.ts';
import type { Route } from './serve.ts';
import { idShape, noticeName, phone } from './shapes.ts';

const intro = `Send and receive WhatsApp messages. Keys go into \`Authorization: Bearer …\` and nowhere else; a browser that is signed in
calls with its cookies and names the workspace in \`X-Workspace\`.
Every creating POST takes an \`Idempotency-Key\`: repeat it freely, one effect per key. Lists are \`{data, next}\`.
Refusals are \`application/problem+json\` with a \`code\` that has a page of its own. Answers may gain fields at any time.`;

/** The OpenAPI 3.1 document of a table of routes, in a stable order. */
export function openapiDocument(routes: Route[], version: string): object {
  const schemas = createSchemas();
  const refusals = createRefusals();
  schemas.of(problemShape, 'output');
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describe(route, schemas, refusals) };
  }
  const webhooks = describeWebhooks(schemas);
  withSamples(paths, schemas.named());
  return {
    openapi: '3.1.0',
    info: { title: 'WhatzAPI', version, description: intro, license: { name: 'MIT', identifier: 'MIT' } },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/', description: 'This installation' }],
    'x-roles': Object.fromEntries(roleNames.map((role) => [role, [...roles[role].permissions]])),
    tags: [...new Set(routes.map(({ operation }) => operation.tag))].map((name) => ({ name })),
    paths: { ...paths, ...healthPaths },
    webhooks,
    components: {
      securitySchemes,
      headers,
      parameters,
      schemas: schemas.named(),
      responses: refusals.named(),
      examples: refusalExamples(),
    },
  };
}

const securitySchemes = {
  key: { type: 'http', scheme: 'bearer', description: 'An API key: `wz_live_…`, or `wz_test_…` for a sandbox.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'PHPSESSID',
    description: 'The session of a person who is signed in.',
  },
  workspace: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Workspace',
    description: 'With a session: the workspace, live or sandbox, that the request is about.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description: 'With a session, where something changes: the value of the cookie `csrf_token`.',
  },
};

/** What a request must show: a key alone, or all that goes with a session. */
function security({ method, operation }: Route): object[] {
  const csrf = method === 'GET' ? {} : { csrf: [] };
  if (operation.for === 'person') return [{ session: [], ...csrf }];
  return [{ key: [] }, { session: [], workspace: [], ...csrf }];
}

const text = { schema: { type: 'string' } };

const headers = {
  'X-Request-Id': { description: 'Names this request in the logs.', ...text },
  RateLimit: { description: 'What is left of the running minute.', ...text },
  'RateLimit-Policy': { description: 'How many such requests a minute may have.', ...text },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
  'Idempotent-Replayed': { description: '`true` when this is the reply of an earlier request.', ...text },
};

const parameters = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Up to 255 printable characters. The same key gives the same reply for 7 days.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
};

const healthPaths = {
  '/livez': health('isAlive', 'Is the process alive?', ['200']),
  '/readyz': health('isReady', 'Can it serve? Writes to the database to find out.', ['200', '503']),
};

function health(operationId: string, summary: string, statuses: string[]): object {
  const reply = {
    description: summary,
    content: { 'application/json': { schema: { type: 'object', properties: { ready: { type: 'boolean' } } } } },
  };
  const responses = Object.fromEntries(statuses.map((status) => [status, reply]));
  return { get: { operationId, summary, tags: ['Health'], security: [], responses } };
}

function describe(route: Route, schemas: Schemas, refusals: Refusals): object {
  const { method, operation } = route;
  const { id, tag, summary, description, permission, body, shownBody, needsBody, example, secret } = operation;
  const needs = permission === null ? '' : `Permission \`${permission}\`: ${permissions[permission].says}`;
  const kept =
    secret && method === 'POST' ? ' The reply holds a secret, so a repeated key replays it for 24 hours only.' : '';
  return {
    operationId: id,
    summary,
    description: [description, `${needs}${kept}`.trim()].filter(Boolean).join('\n\n'),
    tags: [tag],
    ...(operation.missing ? { 'x-not-available': true } : {}),
    ...(permission === null ? {} : { 'x-permission': permission }),
    security: security(route),
    parameters: [
      ...pathParameters(operation.path, route.path),
      ...queryParameters(route, schemas),
      ...(method === 'POST' ? [{ $ref: '#/components/parameters/Idempotency-Key' }] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: needsBody,
            content: {
              'application/json': { schema: schemas.of(shownBody ?? body, 'input'), ...(example ? { example } : {}) },
            },
          },
        }
      : {}),
    responses: {
      ...(operation.missing ? {} : success(route, schemas)),
      ...Object.fromEntries([...refusalsOf(route)].map(([status, codes]) => [status, refusals.of(status, codes)])),
    },
  };
}

function success({ method, operation }: Route, schemas: Schemas): Record<string, object> {
  const { status, reply, summary } = operation;
  const names = [
    'X-Request-Id',
    'RateLimit',
    'RateLimit-Policy',
    ...(method === 'POST' ? ['Idempotent-Replayed'] : []),
  ];
  const sent = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  if (operation.file) {
    const schema = { type: 'string', description: 'The file, piece by piece.' };
    return {
      [status]: { description: `${summary}: done.`, headers: sent, content: { [operation.file.type]: { schema } } },
    };
  }
  if (!reply) return { [status]: { description: `${summary}: done.`, headers: sent } };
  const content = { 'application/json': { schema: schemas.of(reply, 'output') } };
  return { [status]: { description: `${summary}: done.`, headers: sent, content } };
}

function pathParameters(path: Record<string, PathPart>, template: string): object[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const part = path[name];
    const shape = part && shapeOf(part);
    const { pattern, examples } = shape?.meta() ?? {};
    return {
      name,
      in: 'path',
      required: true,
      schema: { type: 'string', ...(pattern ? { pattern } : {}) },
      ...(Array.isArray(examples) ? { example: examples[0] } : {}),
    };
  });
}

function shapeOf(part: PathPart) {
  if (part === 'phone') return phone;
  return part === 'notice' ? noticeName : idShape(part);
}

function queryParameters({ operation }: Route, schemas: Schemas): object[] {
  if (!operation.query) return [];
  const { properties, required } = schemas.of(operation.query, 'input');
  const needed = Array.isArray(required) ? required : [];
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties).map(([name, found]) => {
    const { description, ...schema }: JsonSchema = { ...found };
    return { name, in: 'query', required: needed.includes(name), ...(description ? { description } : {}), schema };
  });
}

function describeWebhooks(schemas: Schemas): Record<string, object> {
  const schema = schemas.of(eventShape, 'output');
  const hooks = Object.entries(eventTypes).map(([type, says]) => [
    type,
    {
      post: {
        operationId: `on_${type.replace('.', '_')}`,
        summary: says,
        tags: ['Webhooks'],
        security: [],
        requestBody: { content: { 'application/json': { schema } } },
        responses: { '2XX': { description: 'Taken. Anything else is tried again.' } },
      },
    },
  ]);
  return Object.fromEntries(hooks);
}

/** Gives each answer an example, now that all named schemas are known. */
function withSamples(paths: Record<string, Record<string, object>>, components: Record<string, JsonSchema>): void {
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    if (!('responses' in operation)) continue;
    for (const response of Object.values(operation.responses ?? {})) {
      const content = mediaOf(response);
      if (content) content['example'] = sampleOf({ ...asRecord(content['schema']) }, components);
    }
  }
}

function mediaOf(response: unknown): Record<string, unknown> | undefined {
  const content = asRecord(asRecord(response)?.['content']);
  return asRecord(content?.['application/json']);
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  // Any object may be read by name.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
