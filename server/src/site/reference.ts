import { isProblemCode } from './error-routes.ts';
import { createSchemaReader, type Field, many, type Part, part, text } from './openapi-reader.ts';

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  about: string;
  parameters: Field[];
  body: { fields: Field[]; required: boolean; object: string | undefined } | null;
  replies: {
    status: string;
    about: string;
    object: string | undefined;
    type: string;
    fields: Field[];
    example: string;
  }[];
  problems: { code: string; status: string }[];
  /** For people about their own account: by session only. */
  isPersonal: boolean;
  curl: string;
};

export type Reference = {
  title: string;
  version: string;
  about: string;
  groups: { name: string; id: string; about: string; operations: Operation[] }[];
  /** Refusals that every request can answer with, told once. */
  everywhere: { code: string; status: string }[];
  /** Named in the contract and not built: they answer `not_available`. */
  planned: { method: string; path: string }[];
  events: { name: string; about: string }[];
  objects: { name: string; about: string; fields: Field[] }[];
};

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Turns an OpenAPI 3.1 document into what the reference page shows, in the document's own order. */
export function readReference(value: unknown, origin: string): Reference {
  const document = part(value);
  const info = part(document['info']);
  const reader = createSchemaReader(document);
  const all = Object.entries(part(document['paths'])).flatMap(([path, item]) =>
    methods
      .filter((method) => part(item)[method])
      .map((method) => ({ method, path, operation: part(part(item)[method]), shared: many(part(item)['parameters']) })),
  );
  const isPlanned = ({ operation }: { operation: Part }) => operation['x-not-available'] === true;
  const rows = all
    .filter((raw) => !isPlanned(raw))
    .map((raw) => ({
      tag: text(many(raw.operation['tags'])[0]) || 'Other',
      operation: readOperation({ ...raw, reader, origin }),
    }));
  const everywhere = sharedProblems(rows.map(({ operation }) => operation).filter(({ isPersonal }) => !isPersonal));
  const abouts = new Map(
    many(document['tags']).map((tag) => [text(part(tag)['name']), text(part(tag)['description'])]),
  );
  const names = [...new Set([...abouts.keys(), ...rows.map(({ tag }) => tag)])];
  return {
    title: text(info['title']),
    version: text(info['version']),
    about: text(info['description']),
    groups: names
      .map((name) => ({
        name,
        id: `group-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
        about: abouts.get(name) ?? '',
        operations: rows
          .filter(({ tag }) => tag === name)
          .map(({ operation }) => ({ ...operation, problems: without(operation.problems, everywhere) })),
      }))
      .filter(({ operations }) => operations.length > 0),
    everywhere,
    planned: all.filter(isPlanned).map(({ method, path }) => ({ method: method.toUpperCase(), path })),
    events: Object.entries(part(document['webhooks'])).map(([name, item]) => ({
      name,
      about: text(part(part(item)['post'])['description']) || text(part(part(item)['post'])['summary']),
    })),
    objects: Object.entries(part(part(document['components'])['schemas'])).map(([name, schema]) => ({
      name,
      about: text(part(schema)['description']),
      fields: reader.fields(schema),
    })),
  };
}

type Problems = Operation['problems'];

/** What all requests that need a key have in common. */
function sharedProblems(operations: Operation[]): Problems {
  const lists = operations.map(({ problems }) => problems).filter(({ length }) => length > 0);
  return (lists[0] ?? []).filter(({ code }) => lists.every((list) => list.some((one) => one.code === code)));
}

function without(problems: Problems, others: Problems): Problems {
  return problems.filter(({ code }) => !others.some((other) => other.code === code));
}

type Reader = ReturnType<typeof createSchemaReader>;
type Raw = { method: string; path: string; operation: Part; shared: unknown[]; reader: Reader; origin: string };

function readOperation({ method, path, operation, shared, reader, origin }: Raw): Operation {
  const body = reader.resolve(operation['requestBody']);
  const json = part(part(body['content'])['application/json']);
  const parameters = [...shared, ...many(operation['parameters'])].map(reader.resolve);
  const replies = Object.entries(part(operation['responses'])).map(([status, reply]) => ({
    status,
    reply: reader.resolve(reply),
  }));
  // About one's own account: it takes the cookies of a session, and no key.
  const ways = many(operation['security']).map(part);
  const isPersonal = ways.length > 0 && ways.every((way) => !('key' in way));
  return {
    id: text(operation['operationId']) || `${method}-${path.replaceAll(/[^a-z0-9]+/gi, '-')}`,
    method: method.toUpperCase(),
    path,
    summary: text(operation['summary']),
    about: text(operation['description']),
    parameters: parameters.map((one) => readParameter(one, reader)),
    body: json['schema']
      ? {
          fields: reader.fields(json['schema']),
          required: body['required'] === true,
          object: reader.nameOf(json['schema']),
        }
      : null,
    replies: replies
      .filter(({ status }) => /^[123]/.test(status))
      .map(({ status, reply }) => readReply(status, reply, reader)),
    problems: replies
      .filter(({ status }) => /^[45]/.test(status))
      .flatMap(({ status, reply }) => readProblems(status, reply)),
    isPersonal,
    curl: curl({ method, url: origin + filled(path, parameters), example: exampleOf(json), isPersonal }),
  };
}

function readParameter(parameter: Part, reader: Reader): Field {
  const about = [text(parameter['description']) || text(part(parameter['schema'])['description'])];
  return {
    name: text(parameter['name']),
    place: text(parameter['in']),
    ...reader.typeOf(parameter['schema']),
    required: parameter['required'] === true,
    about: about.join(' '),
    depth: 0,
  };
}

function readReply(status: string, reply: Part, reader: Reader): Operation['replies'][number] {
  const json = part(part(reply['content'])['application/json']);
  const object = reader.nameOf(json['schema']);
  return {
    status,
    about: text(reply['description']),
    object,
    type: json['schema'] ? reader.typeOf(json['schema']).type : '',
    fields: object ? [] : reader.fields(json['schema']),
    example: json['example'] === undefined ? '' : JSON.stringify(json['example'], null, 2),
  };
}

/** Codes stand as the names of a refusal's examples, or in `x-codes`; only those that have a page are shown. */
function readProblems(status: string, reply: Part): { code: string; status: string }[] {
  const media = part(part(reply['content'])['application/problem+json']);
  const named = [...many(reply['x-codes']), ...Object.keys(part(media['examples']))];
  return [...new Set(named.map(text))].filter(isProblemCode).map((code) => ({ code, status }));
}

function exampleOf(json: Part): unknown {
  if (json['example'] !== undefined) return json['example'];
  return part(Object.values(part(json['examples']))[0])['value'];
}

/** The path with the examples of its parameters in it. */
function filled(path: string, parameters: Part[]): string {
  return parameters
    .filter((one) => one['in'] === 'path' && typeof one['example'] === 'string')
    .reduce((text, one) => text.replace(`{${one['name']}}`, String(one['example'])), path);
}

function curl({ method, url, example, isPersonal }: Curl): string {
  const lines = [
    `curl ${method === 'get' || (method === 'post' && example) ? '' : `-X ${method.toUpperCase()} `}'${url}'`,
  ];
  if (isPersonal) {
    lines.push(`-H "Cookie: PHPSESSID=$SESSION; csrf_token=$TOKEN"`);
    if (method !== 'get') lines.push(`-H "X-CSRF-Token: $TOKEN"`);
  } else lines.push(`-H "Authorization: Bearer $KEY"`);
  if (method === 'post') lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  if (example !== undefined) {
    lines.push(`-H 'Content-Type: application/json'`);
    lines.push(`-d '${json(example).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(' \\\n  ');
}

type Curl = { method: string; url: string; example: unknown; isPersonal: boolean };

/** On one line where that fits. */
function json(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length < 44 ? line : JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}
