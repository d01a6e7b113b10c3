import { expect, it } from 'vitest';
import { nearest } from './suggest.ts';

const known = ['client_ref', 'device', 'expires_at', 'purpose', 'reply_to', 'send_at', 'text', 'to', 'type'];

it.each([
  ['clientref', 'client_ref'],
  ['tpye', 'type'],
  ['Device', 'device'],
  ['sent_at', 'send_at'],
  ['replyto', 'reply_to'],
])('takes %s for %s', (given, meant) => {
  expect(nearest(given, known)).toBe(meant);
});

it.each([['x'], ['message'], ['recipient']])('does not guess at %s', (given) => {
  expect(nearest(given, known)).toBeUndefined();
});
