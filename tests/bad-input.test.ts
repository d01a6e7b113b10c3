import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conform } from './contract.ts';
import { bootstrap, type House, startHouse } from './house.ts';

type Problem = { code: string; type: string; errors: { path: string; suggestion?: string }[]; request_id: string };
type Answer = { status: number; headers: Headers; text: string };

let house: House;
let key: string;
beforeAll(async () => {
  house = await startHouse({ SANDBOX: 'off' });
  key = (await bootstrap(house)).sandbox.api_key;
});
afterAll(() => house.close());

type Request = { method?: string; path?: string; body?: string | Buffer; headers?: Record<string, string> };

async function ask({ method = 'POST', path = '/v1/messages', body, headers = {} }: Request): Promise<Answer> {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const reply = await fetch(`${house.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...type, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

/** Sends bytes as they are, for what no HTTP client would send. */
async function send(bytes: string): Promise<Answer> {
  const { hostname, port } = new URL(house.baseUrl);
  const text = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = new Headers(
    fields.map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1).trim()]),
  );
  return { status: Number(line.split(' ')[1]), headers, text: body };
}

const text = { to: '+15550100002', type: 'text', text: { body: 'x' } };
const json = (value: unknown) => JSON.stringify(value);
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const someKey = (change: (key: string) => string) => ({ authorization: `Bearer ${change(key)}` });
const head = (line: string, ...fields: string[]) => [line, ...fields, 'connection: close', '', ''].join('\r\n');

const cases: [name: string, code: string, status: number, request: Request, path?: string][] = [
  ['an empty body', 'malformed_json', 400, { body: '' }],
  ['half of a JSON', 'malformed_json', 400, { body: '{"to":' }],
  ['text after the JSON', 'malformed_json', 400, { body: `${json(text)} more` }],
  ['a name given twice', 'malformed_json', 400, { body: '{"to":"+15550100002","to":"+15550100003"}' }],
  ['bytes that are no UTF-8', 'malformed_json', 400, { body: Buffer.from([0x22, 0xff, 0x22]) }],
  ['JSON nested without end', 'malformed_json', 400, { body: nested(5_000) }],
  ['a byte order mark', 'malformed_json', 400, { body: `\ufeff${json(text)}` }],
  ['a body of no type', 'unsupported_media_type', 415, { body: json(text), headers: { 'content-type': '' } }],
  [
    'a form',
    'unsupported_media_type',
    415,
    { body: 'to=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  [
    'JSON in another charset',
    'unsupported_media_type',
    415,
    { body: json(text), headers: { 'content-type': 'application/json; charset=utf-16' } },
  ],
  ['a compressed body', 'unsupported_media_type', 415, { body: json(text), headers: { 'content-encoding': 'gzip' } }],
  ['two megabytes', 'body_too_large', 413, { body: `"${'a'.repeat(2_000_000)}"` }],
  ['an array instead of an object', 'validation_failed', 422, { body: '[]' }, ''],
  ['null', 'validation_failed', 422, { body: 'null' }, ''],
  ['a misspelt field', 'validation_failed', 422, { body: json({ ...text, clientref: 'a' }) }, 'clientref'],
  ['__proto__', 'validation_failed', 422, { body: '{"__proto__":{"to":"x"}}' }, '__proto__'],
  ['a NUL character', 'validation_failed', 422, { body: json({ ...text, text: { body: 'a\0b' } }) }, 'text.body'],
  [
    'half a surrogate pair',
    'validation_failed',
    422,
    { body: '{"to":"+15550100002","type":"text","text":{"body":"\\ud800"}}' },
    'text.body',
  ],
  [
    'a message of only spaces',
    'validation_failed',
    422,
    { body: json({ ...text, text: { body: '  ' } }) },
    'text.body',
  ],
  [
    'a text without its content',
    'validation_failed',
    422,
    { body: json({ to: '+15550100002', type: 'text' }) },
    'text',
  ],
  ['two contents at once', 'validation_failed', 422, { body: json({ ...text, image: {} }) }, 'image'],
  ['an unknown type', 'validation_failed', 422, { body: json({ ...text, type: 'txet' }) }, 'type'],
  ['a date that is none', 'validation_failed', 422, { body: json({ ...text, send_at: 'tomorrow' }) }, 'send_at'],
  [
    'an image, which is not built',
    'not_available',
    422,
    { body: json({ to: '+15550100002', type: 'image', image: { link: 'https://x.example/a.png' } }) },
  ],
  ['media, which is not built', 'not_available', 422, { path: '/v1/media', body: '{}' }],
  ['a single consent, which is not built', 'not_available', 422, { path: '/v1/consents', body: '{}' }],
  ['a key in the query', 'key_in_query', 400, { method: 'GET', path: '/v1/devices?api_key=x' }],
  ['a token in the query', 'key_in_query', 400, { method: 'GET', path: '/v1/devices?access_token=x' }],
  ['a key hidden in any query', 'key_in_query', 400, { method: 'GET', path: '/v1/devices?ref=wz_live_abc' }],
  ['an unknown query field', 'validation_failed', 422, { method: 'GET', path: '/v1/devices?limti=3' }, 'limti'],
  ['a query field twice', 'validation_failed', 422, { method: 'GET', path: '/v1/devices?limit=3&limit=4' }, 'limit'],
  ['a limit over 200', 'validation_failed', 422, { method: 'GET', path: '/v1/devices?limit=201' }, 'limit'],
  [
    'a cursor of one’s own making',
    'validation_failed',
    422,
    { method: 'GET', path: '/v1/devices?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    'cursor',
  ],
  [
    'an event cursor of one’s own making',
    'validation_failed',
    422,
    { method: 'GET', path: '/v1/events?after=AAAA' },
    'after',
  ],
  ['an unknown path', 'not_found', 404, { method: 'GET', path: '/v1/nothing' }],
  ['an id that is none', 'not_found', 404, { method: 'GET', path: '/v1/devices/x' }],
  ['an id of another thing', 'not_found', 404, { method: 'GET', path: `/v1/devices/msg_${'0'.repeat(32)}` }],
  ['NUL in a path', 'not_found', 404, { method: 'GET', path: '/v1/devices/a%00b' }],
  ['a wrong method', 'method_not_allowed', 405, { method: 'PUT', path: '/v1/devices', body: '{}' }],
  ['an invented method', 'method_not_allowed', 405, { method: 'PROPFIND', path: '/v1/devices' }],
  ['percent signs that mean nothing', 'bad_request', 400, { method: 'GET', path: '/v1/devices/%zz' }],
  ['percent signs that are no UTF-8', 'bad_request', 400, { method: 'GET', path: '/v1/devices/%ff' }],
  [
    'an address of 9,000 characters',
    'uri_too_long',
    414,
    { method: 'GET', path: `/v1/devices?a=${'a'.repeat(9_000)}` },
  ],
  [
    'an idempotency key of 256 characters',
    'validation_failed',
    422,
    { body: json(text), headers: { 'idempotency-key': 'a'.repeat(256) } },
    'Idempotency-Key',
  ],
  [
    'an empty idempotency key',
    'validation_failed',
    422,
    { body: json(text), headers: { 'idempotency-key': '' } },
    'Idempotency-Key',
  ],
  ['no key', 'key_missing', 401, { method: 'GET', path: '/v1/devices', headers: { authorization: '' } }],
  [
    'another scheme',
    'key_malformed',
    401,
    { method: 'GET', path: '/v1/devices', headers: { authorization: 'Basic YTpi' } },
  ],
  [
    'half a key',
    'key_malformed',
    401,
    { method: 'GET', path: '/v1/devices', headers: { authorization: 'Bearer wz_test_abc' } },
  ],
];

describe('what cannot be right is refused by its own code', () => {
  it.each(cases)('%s: %s', async (...[, code, status, request, path]) => {
    const answer = await ask(request);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    conform(request.method ?? 'POST', request.path ?? '/v1/messages', answer);
    const problem: Problem = JSON.parse(answer.text);
    expect([answer.status, problem.code]).toEqual([status, code]);
    if (path !== undefined) expect(problem.errors.map((error) => error.path)).toContain(path);
    expect(problem.type).toBe(`${house.baseUrl}/errors/${code}`);
  });

  it('has a page for every code', async () => {
    const codes = [...new Set(cases.map(([, code]) => code)), 'misdirected_host', 'key_unknown', 'scope_missing'];
    for (const code of codes) {
      const page = await fetch(`${house.baseUrl}/errors/${code}`, { headers: { accept: 'text/html' } });
      expect([code, page.status]).toEqual([code, 200]);
      expect(await page.text()).toContain(code);
    }
  });

  it('knows a mistyped key from an unknown one without asking anybody', async () => {
    const last = key.at(-1) === 'a' ? 'b' : 'a';
    const mistyped = await ask({
      method: 'GET',
      path: '/v1/devices',
      headers: someKey((own) => own.slice(0, -1) + last),
    });
    expect(JSON.parse(mistyped.text).code).toBe('key_malformed');
  });

  it('suggests the field that was meant', async () => {
    const { text: told } = await ask({ body: json({ ...text, clientref: 'a' }) });
    expect((JSON.parse(told) as Problem).errors[0]?.suggestion).toBe('client_ref');
  });

  it('refuses of a batch only what is wrong in it, each by its place', async () => {
    const messages = [text, { ...text, text: { body: '' } }, 5, { ...text, to: 'nobody' }];
    const answer = await ask({ path: '/v1/messages/batch', body: json({ messages }) });
    conform('POST', '/v1/messages/batch', answer);
    expect(answer.status).toBe(202);
    const { data }: { data: (Partial<Problem> & { status: string | number })[] } = JSON.parse(answer.text);
    expect(data.map(({ status, code, errors }) => [code ?? status, errors?.[0]?.path])).toEqual([
      ['queued', undefined],
      ['validation_failed', 'messages.1.text.body'],
      ['validation_failed', 'messages.2'],
      ['invalid_recipient', 'messages.3.to'],
    ]);
  });

  it('says limits in words of ours', async () => {
    const { text: told } = await ask({ path: '/v1/messages/batch', body: json({ messages: [] }) });
    expect(JSON.parse(told).errors).toEqual([{ path: 'messages', message: 'Must not be empty.' }]);
    const { text: far } = await ask({ method: 'GET', path: '/v1/devices?limit=201' });
    expect(JSON.parse(far).errors).toEqual([{ path: 'limit', message: 'Must be at most 200.' }]);
  });

  it('answers OPTIONS and HEAD without a body, and says what a path allows', async () => {
    const options = await ask({ method: 'OPTIONS', path: '/v1/devices' });
    expect([options.status, options.headers.get('allow'), options.text]).toEqual([204, 'GET, HEAD, OPTIONS, POST', '']);
    const headOnly = await ask({ method: 'HEAD', path: '/v1/devices' });
    expect([headOnly.status, headOnly.text]).toEqual([200, '']);
    const put = await ask({ method: 'DELETE', path: '/v1/devices' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
  });
});

describe('bytes that are no good request still get an answer of ours', () => {
  const raw: [name: string, code: string, status: number, bytes: string][] = [
    ['garbage', 'bad_request', 400, 'GARBAGE\r\n\r\n'],
    ['a TLS hello', 'bad_request', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['no host', 'bad_request', 400, head('GET /v1/devices HTTP/1.1')],
    ['a host that is not ours', 'misdirected_host', 421, head('GET /v1/devices HTTP/1.1', 'host: evil.example')],
    ['a broken header', 'bad_request', 400, head('GET /v1/devices HTTP/1.1', 'host: 127.0.0.1', 'bad header')],
    [
      'headers without end',
      'bad_request',
      400,
      head('GET /v1/devices HTTP/1.1', 'host: 127.0.0.1', `x: ${'a'.repeat(40_000)}`),
    ],
    [
      'an address without end',
      'uri_too_long',
      414,
      head(`GET /v1/devices?a=${'a'.repeat(60_000)} HTTP/1.1`, 'host: 127.0.0.1'),
    ],
    [
      'two lengths',
      'bad_request',
      400,
      head('POST /v1/messages HTTP/1.1', 'host: 127.0.0.1', 'content-length: 1', 'content-length: 2'),
    ],
    [
      'a length and chunks',
      'bad_request',
      400,
      head('POST /v1/messages HTTP/1.1', 'host: 127.0.0.1', 'content-length: 1', 'transfer-encoding: chunked'),
    ],
    [
      'an expectation nobody knows',
      'bad_request',
      400,
      head('POST /v1/messages HTTP/1.1', 'host: 127.0.0.1', 'expect: wonders'),
    ],
  ];
  it.each(raw)('%s: %s', async (...[, code, status, bytes]) => {
    const answer = await send(bytes);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    expect(JSON.parse(answer.text)).toMatchObject({ code, status, request_id: answer.headers.get('x-request-id') });
  });
});
