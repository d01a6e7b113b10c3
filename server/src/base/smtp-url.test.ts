import { expect, it } from 'vitest';
import { isMailAddress, readSmtpUrl } from './smtp-url.ts';

it.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, isTlsFirst: false, needsTls: false, login: null }],
  ['smtps://a%40b:p%2Fw@mail.example.com', { port: 465, needsTls: true, login: { user: 'a@b', password: 'p/w' } }],
  ['smtp://u:p@mail.example.com:25', { port: 25, isTlsFirst: false, needsTls: true }],
  ['smtp://u:p@127.0.0.1:1025', { needsTls: false }],
  ['smtp://u:p@[::1]:1025', { host: '::1', needsTls: false }],
])('reads %s', (text, server) => {
  expect(readSmtpUrl(text)).toMatchObject(server);
});

it.each(['mail.example.com', 'http://mail.example.com', 'smtp://', 'smtp://h/path', 'smtp://h?x=1', 'smtp://u:%zz@h'])(
  'refuses %s',
  (text) => {
    expect(readSmtpUrl(text)).toBeUndefined();
  },
);

it.each([
  ['no-reply@example.com', true],
  ['ана@пример.example', true],
  ['A <a@b.example>', false],
  ['a@b.example,c@d.example', false],
  ['a@b.example\r\nBcc: x@y.example', false],
  ['nobody', false],
])('%j is one plain address: %s', (text, is) => {
  expect(isMailAddress(text)).toBe(is);
});
