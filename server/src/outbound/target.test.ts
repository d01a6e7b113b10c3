import { describe, expect, it } from 'vitest';
import { reachOf } from './address.ts';
import { readTarget, type Targets } from './target.ts';

const rules = { ownHosts: ['wa.example.net', 'localhost:3000', '198.51.99.7'], ports: [443, 8443, 80] };

function read(url: string, targets: Targets): string {
  const reading = readTarget(url, targets, rules);
  return reading.ok ? 'ok' : reading.reason;
}

describe('under `deny`', () => {
  it.each([
    'https://example.com/hook',
    'https://example.com:8443/hook?a=b',
    'https://EXAMPLE.com/',
    'https://xn--bcher-kva.example/',
    'https://93.184.216.34/',
    'https://[2606:4700::1111]/',
  ])('a public https address is called: %s', (url) => expect(read(url, 'deny')).toBe('ok'));

  it.each([
    'https://127.0.0.1/',
    'https://127.255.255.254/',
    'https://localhost/',
    'https://sub.localhost/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0.0.0.0/',
    'https://0.1.2.3/',
    'https://192.0.0.8/',
    'https://192.0.2.1/',
    'https://198.18.0.1/',
    'https://198.51.100.1/',
    'https://203.0.113.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:93.184.216.34]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::1]/',
    'https://[100::1]/',
    'https://[2001::1]/',
    'https://[2001:db8::1]/',
    'https://[2002:7f00:1::]/',
    'https://[3fff::1]/',
    'https://[fc00::1]/',
    'https://[fd12:3456::1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://metadata.google.internal/',
    'https://printer.local/',
    'https://intranet/',
    'https://router.home.arpa/',
    'https://wa.example.net/v1/messages',
    'https://WA.example.net:8443/',
    'https://198.51.99.7/',
  ])('an inner, special or own address is refused as private: %s', (url) =>
    expect(read(url, 'deny')).toBe('private_target'),
  );

  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https:example.com',
    'https:///example.com',
    '//example.com/',
    'example.com',
    '',
    'https://user:secret@example.com/',
    'https://@example.com/',
    'https://example.com/#part',
    'https://example.com./',
    'https://example.com:22/',
    'https://example.com:6379/',
    'https://example.com:99999/',
    'https://exa mple.com/',
    'https://example.com\\@10.0.0.1/',
    'https://exam\nple.com/',
    'https://bücher.example/',
    'https://１２７.0.0.1/',
    'https://127。0。0。1/',
    'https://0177.0.0.1/',
    'https://0x7f.0.0.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://017700000001/',
    'https://127.1/',
    'https://0x5DB8D822/',
    'https://[fe80::1%25eth0]/',
    `https://example.com/${'a'.repeat(2048)}`,
  ])('a URL that could be read in two ways, or is no https URL, is refused: %s', (url) =>
    expect(read(url, 'deny')).toBe('invalid_url'),
  );
});

describe('under `loopback`', () => {
  it.each([
    'http://127.0.0.1:4000/',
    'http://localhost:4000/',
    'http://[::1]:4000/',
    'https://127.0.0.2/',
    'https://example.com/',
  ])('this machine may be called on any port, and public addresses: %s', (url) =>
    expect(read(url, 'loopback')).toBe('ok'),
  );

  it.each([
    ['http://10.0.0.1/', 'private_target'],
    ['http://169.254.169.254/', 'private_target'],
    ['http://0.0.0.0:4000/', 'private_target'],
    ['http://sub.localhost:4000/', 'private_target'],
    ['http://127.0.0.1:3000/v1/devices', 'private_target'],
    ['http://127.9.9.9:3000/', 'private_target'],
    ['http://[::1]:3000/', 'private_target'],
    ['http://example.com/', 'invalid_url'],
    ['https://example.com:4000/', 'invalid_url'],
    ['http://2130706433:4000/', 'invalid_url'],
  ])('nothing else inside, and not this installation itself: %s', (url, reason) => {
    expect(read(url, 'loopback')).toBe(reason);
  });
});

describe('under `allow`', () => {
  it.each([
    'http://10.0.0.1:8080/',
    'http://app:3001/',
    'http://[fd00::1]/',
    'http://example.com:1234/',
    'http://localhost:4000/',
  ])('private networks may be called: %s', (url) => expect(read(url, 'allow')).toBe('ok'));

  it.each([
    'http://169.254.169.254/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'http://[fe80::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://localhost:3000/',
  ])('metadata services, multicast, disguised and own addresses may not: %s', (url) =>
    expect(read(url, 'allow')).toBe('private_target'),
  );
});

it('a text that is no address leads nowhere', () => {
  expect(reachOf('example.com')).toBe('never');
  expect(reachOf('fe80::1%eth0')).toBe('never');
  expect(reachOf('127.1')).toBe('never');
});
