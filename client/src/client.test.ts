import { expect, it } from 'vitest';
import { createClient } from './client.ts';

const message = { to: '+15550190001', type: 'text', text: { body: 'Your bread is ready' } } as const;

function problem(status: number, code: string): Response {
  return new Response(JSON.stringify({ code, status }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '0.001' },
  });
}

const accepted = () => new Response('{"id":"msg_1"}', { status: 202, headers: { 'content-type': 'application/json' } });

/** A server that gives these answers in turn; an answer may be a connection that breaks. */
function server(...answers: (Response | Error)[]) {
  const seen: { method: string; headers: Headers; body: string }[] = [];
  const fetch = async (request: Request) => {
    seen.push({ method: request.method, headers: request.headers, body: await request.text() });
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often');
    return answer;
  };
  return { seen, client: createClient({ baseUrl: 'https://wa.example.com', key: 'wz_test_key', fetch }) };
}

it('sends the key, and an idempotency key with every POST', async () => {
  const { client, seen } = server(accepted());
  const { data } = await client.POST('/v1/messages', { body: message });
  expect(data?.id).toBe('msg_1');
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer wz_test_key');
  expect(seen[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
});

it('repeats the same request under the same key when it was busy, away or cut off', async () => {
  const { client, seen } = server(
    problem(409, 'idempotency_in_flight'),
    problem(503, 'unavailable'),
    new Error('cut'),
    accepted(),
  );
  const { response } = await client.POST('/v1/messages', { body: message });
  expect(response.status).toBe(202);
  expect(new Set(seen.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
});

it('keeps the idempotency key it was given', async () => {
  const { client, seen } = server(accepted());
  await client.POST('/v1/messages', { body: message, params: { header: { 'Idempotency-Key': 'order-17' } } });
  expect(seen[0]?.headers.get('idempotency-key')).toBe('order-17');
});

it('does not repeat what was refused for good, nor a change without a key', async () => {
  const refused = server(problem(409, 'device_not_linked'));
  const { error, response } = await refused.client.POST('/v1/messages', { body: message });
  expect([response.status, error?.code, refused.seen.length]).toEqual([409, 'device_not_linked', 1]);
  const changed = server(problem(503, 'unavailable'));
  await changed.client.PATCH('/v1/contacts/{id}', { params: { path: { id: 'con_1' } }, body: { name: 'Ana' } });
  expect(changed.seen.length).toBe(1);
});

it('gives up in the end and tells why', async () => {
  const { client, seen } = server(...Array.from({ length: 5 }, () => problem(503, 'unavailable')));
  const { response, error } = await client.POST('/v1/messages', { body: message });
  expect([response.status, error?.code, seen.length]).toEqual([503, 'unavailable', 5]);
});
