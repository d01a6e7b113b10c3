import Bowser from 'bowser';
import type { Secrets } from '../secrets/secrets.ts';

/** A short name for a browser, such as "Chrome on Linux", for the list of sessions. Empty when nothing can be told. */
export function agentLabel(userAgent: string): string {
  if (userAgent === '') return '';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 400));
  return [browser.name, os.name].filter((part) => part).join(' on ');
}

/** The network an address is in: /24 for IPv4, /64 for IPv6. What is kept of an address, and what throttles count by. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain.split('.').slice(0, 3).concat('0/24').join('.');
  const [head = '', tail = ''] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const all = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`;
}

/** A network as a keyed hash, for what must be compared and not read. */
export function networkHash(secrets: Secrets, address: string): Buffer {
  return secrets.hash('network', networkOf(address));
}
