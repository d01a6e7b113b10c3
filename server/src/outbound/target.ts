import { isIP } from 'node:net';
import type { Reach } from './address.ts';
import { reachOf } from './address.ts';

/** Where calls may go: public addresses, also this machine, also private networks. */
export type Targets = 'deny' | 'loopback' | 'allow';

/** What holds for every call of one client. `ownHosts`: `host` or `host:port` of this installation, which nobody may call. */
export type TargetRules = { ownHosts: readonly string[]; ports: readonly number[] };

export type TargetReading =
  | { ok: true; url: URL }
  | { ok: false; reason: 'invalid_url'; message: string }
  | { ok: false; reason: 'private_target' };

/** Reads a URL as far as its text alone decides; what its name resolves to is judged when it is dialled. */
export function readTarget(text: string, targets: Targets, rules: TargetRules): TargetReading {
  if (text.length > 2048) return invalid('A URL has at most 2048 characters.');
  // The URL parser forgives blanks, tabs, line breaks and backslashes; what it would make of them is a guess.
  if (!/^[\x21-\x5b\x5d-\x7e]+$/.test(text))
    return invalid('Write the URL in plain ASCII without blanks or backslashes.');
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  const url = URL.parse(text);
  if (!url || !authority) return invalid('Write a full URL such as https://example.com/webhooks.');
  if (authority.includes('@')) return invalid('A user name or password in the URL is not sent; leave it out.');
  if (text.includes('#')) return invalid('The part after # is never sent; leave it out.');
  if (isIP(url.hostname) === 4 && authority.replace(/:\d*$/, '') !== url.hostname) {
    return invalid('Write an IPv4 address as four decimal numbers.');
  }
  if (url.hostname.endsWith('.')) return invalid('Leave out the dot at the end of the host name.');
  return judge(url, targets, rules);
}

/** Whether an address may be dialled for this host. Names that lead inside are refused, whatever else they lead to. */
export function mayDial(address: string, host: string, targets: Targets): boolean {
  const reach = reachOf(address);
  if (isLocal(host)) return reach === 'loopback' && targets !== 'deny';
  return allowed(reach, targets);
}

function judge(url: URL, targets: Targets, rules: TargetRules): TargetReading {
  const host = url.hostname;
  const literal = bare(host);
  const reach = isIP(literal) === 0 ? reachOfName(host) : reachOf(literal);
  if (isOwn(url, reach, rules.ownHosts)) return { ok: false, reason: 'private_target' };
  if (!allowed(reach, targets)) return { ok: false, reason: 'private_target' };
  if (targets === 'allow' || reach === 'loopback') return { ok: true, url };
  if (url.protocol !== 'https:') return invalid('The URL must start with https://.');
  if (!rules.ports.includes(portOf(url))) return invalid(`The port must be one of ${rules.ports.join(', ')}.`);
  return { ok: true, url };
}

function allowed(reach: Reach, targets: Targets): boolean {
  switch (reach) {
    case 'public':
      return true;
    case 'loopback':
      return targets !== 'deny';
    case 'private':
      return targets === 'allow';
    case 'never':
      return false;
  }
}

// Names that can only be answered by this machine or the network around it.
function reachOfName(host: string): Reach {
  if (host === 'localhost') return 'loopback';
  const inside = !host.includes('.') || /\.(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/.test(host);
  return inside ? 'private' : 'public';
}

function isOwn(url: URL, reach: Reach, ownHosts: readonly string[]): boolean {
  const port = String(portOf(url));
  return ownHosts.some((own) => {
    const [, ownHost = own, ownPort] = /^(.*?)(?::(\d+))?$/.exec(own.toLowerCase()) ?? [];
    if (ownPort !== undefined && ownPort !== port) return false;
    if (ownHost === url.hostname || ownHost === bare(url.hostname)) return true;
    // 127.0.0.2 or ::1 reach a server on localhost just as well.
    return reach === 'loopback' && (isLocal(ownHost) || reachOf(bare(ownHost)) === 'loopback');
  });
}

function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

function isLocal(host: string): boolean {
  return host === 'localhost';
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function invalid(message: string): TargetReading {
  return { ok: false, reason: 'invalid_url', message };
}
