import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;
type Response = { content?: Record<string, { schema?: Schema }>; $ref?: string };
export type Parameter = { name: string; in: string; required?: boolean; schema?: Schema; $ref?: string };
export type Described = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: { 'application/json': { schema: Schema; example?: unknown } } };
  responses: Record<string, Response>;
  'x-not-available'?: boolean;
  'x-permission'?: string;
  security?: Record<string, string[]>[];
};
export type Document = {
  /** The permissions of each role. */
  'x-roles': Record<string, string[]>;
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
};

/** The committed reference. */
// Its own generator made it; what is wrong in it shows in the tests that read it.
export const reference = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as Document;

/** An answer as it came over the wire. */
export type Sent = { status: number; headers: Headers; text: string };

/**
 * Fails when an answer is not what the reference says of its operation: status, media type, shape, headers. Paths outside
 * the API (pages, probes) are not judged; unknown paths under /v1 must be refused as a problem.
 */
export function conform(method: string, url: string, { status, headers, text }: Sent): void {
  const path = url.split('?', 1)[0] ?? '';
  if (!path.startsWith('/v1')) return;
  const said = `${method} ${path} answered ${status}`;
  if (!/^req_[0-9a-f]{32}$/.test(headers.get('x-request-id') ?? '')) throw new Error(`${said} without a request id`);
  if (method === 'HEAD' || (method === 'OPTIONS' && status === 204)) return;
  const operation = find(method, path);
  const response = operation?.responses[String(status)];
  if (operation && !response) throw new Error(`${said}, which ${operation.operationId} does not list: ${text}`);
  const content = response ? resolve(response).content : problemOnly;
  const type = (headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
  if (!content) {
    if (text !== '') throw new Error(`${said} with a body: ${text}`);
    return;
  }
  const schema = content[type]?.schema;
  if (!schema) throw new Error(`${said} as ${type || 'nothing'}, which is not listed`);
  const body: unknown = JSON.parse(text);
  const validate = validatorOf(schema);
  if (!validate(body))
    throw new Error(`${said}, and the body is not as listed: ${ajv.errorsText(validate.errors)}\n${text}`);
  if (status >= 400) refuseMismatch(said, { status, headers, text });
}

const problemOnly: Response['content'] = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

function refuseMismatch(said: string, { status, headers, text }: Sent): void {
  const body: { status?: unknown; request_id?: unknown } = JSON.parse(text);
  if (body.status !== status) throw new Error(`${said}, and its body says ${String(body.status)}`);
  if (body.request_id !== headers.get('x-request-id')) throw new Error(`${said} with two request ids`);
  if ((status === 429 || status === 503) && !headers.get('retry-after')) throw new Error(`${said} without Retry-After`);
}

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'reference', components: reference.components });

const validators = new Map<Schema, ValidateFunction>();

function validatorOf(schema: Schema): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const pointed: unknown = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"reference#/components'));
  const made = ajv.compile(pointed as Schema);
  validators.set(schema, made);
  return made;
}

function resolve(response: Response): Response {
  const name = response.$ref?.split('/').at(-1);
  return name === undefined ? response : (reference.components.responses[name] ?? {});
}

const patterns = Object.keys(reference.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

function find(method: string, path: string): Described | undefined {
  // A fixed path wins over one with a variable, as in the router.
  const exact =
    reference.paths[path] ?? reference.paths[patterns.find(({ pattern }) => pattern.test(path))?.path ?? ''];
  return exact?.[method.toLowerCase()];
}
