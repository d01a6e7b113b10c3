import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { verifyWebhook, WebhookRefused } from './verify-webhook.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const event = {
  id: 'evt_1',
  type: 'message.read',
  timestamp: '2027-01-01T00:00:00Z',
  workspace: 'ws_1',
  data: { a: 'ü' },
};
const body = JSON.stringify(event);

it('returns the event of a genuine webhook, from headers and bodies of every kind', () => {
  const headers = signed(0);
  expect(verifyWebhook({ secret, headers, body })).toEqual(event);
  expect(verifyWebhook({ secret, headers: new Headers(headers), body })).toEqual(event);
  expect(verifyWebhook({ secret, headers, body: new TextEncoder().encode(body) })).toEqual(event);
  const shouting = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
  expect(verifyWebhook({ secret, headers: shouting, body })).toEqual(event);
});

it('takes a webhook signed with the old and the new secret for either of them', () => {
  const headers = signed(0);
  const both = { ...headers, 'webhook-signature': `v1,AAAA v1a,BBBB ${headers['webhook-signature']}` };
  expect(verifyWebhook({ secret, headers: both, body })).toEqual(event);
});

it('agrees with the specification’s own example', () => {
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const input = { secret, headers, body: '{"test": 2432232314}', toleranceSeconds: Number.MAX_SAFE_INTEGER };
  expect(verifyWebhook(input)).toEqual({ test: 2432232314 });
});

it.each([
  ['a changed body', { body: `${body} ` }],
  ['another secret', { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['another id', { headers: { ...signed(0), 'webhook-id': 'evt_2' } }],
  ['an old timestamp', { headers: signed(-301) }],
  ['a timestamp ahead', { headers: signed(301) }],
  ['a narrower tolerance', { headers: signed(-20), toleranceSeconds: 10 }],
  ['a timestamp that is no number', { headers: { ...signed(0), 'webhook-timestamp': 'now' } }],
  ['a missing header', { headers: { ...signed(0), 'webhook-signature': undefined } }],
  ['a header that came twice', { headers: { ...signed(0), 'Webhook-Id': 'evt_1' } }],
  [
    'a signature of another version',
    { headers: { ...signed(0), 'webhook-signature': signed(0)['webhook-signature'].replace('v1', 'v0') } },
  ],
])('refuses %s', (_what, change) => {
  expect(() => verifyWebhook({ secret, headers: signed(0), body, ...change })).toThrow(WebhookRefused);
});

function signed(shiftSeconds: number) {
  const at = new Date(Date.now() + shiftSeconds * 1000);
  return {
    'webhook-id': event.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(event.id, at, body),
  };
}
