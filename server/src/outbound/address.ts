import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What an IP address leads to. `never`: no policy calls it (metadata services, multicast, tunnels, examples). */
export type Reach = 'public' | 'private' | 'loopback' | 'never';

/** Says what an address leads to; anything that is not a plain IP address is `never`. */
export function reachOf(address: string): Reach {
  if (isIP(address) === 0 || address.includes('%')) return 'never';
  const parsed = ipaddr.parse(address);
  for (const [reach, networks] of parsed.kind() === 'ipv4' ? v4 : v6) {
    if (networks.some(([network, bits]) => parsed.match(network, bits))) return reach;
  }
  // The whole IPv4 space is allotted; of IPv6 only 2000::/3 is, so everything else there is unknown ground.
  return parsed.kind() === 'ipv4' ? 'public' : 'never';
}

type Network = ReturnType<typeof ipaddr.parseCIDR>;
type Table = [Reach, Network[]][];

const v4: Table = [
  ['loopback', networks('127.0.0.0/8')],
  ['private', networks('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10')],
  [
    'never',
    networks(
      '0.0.0.0/8',
      '169.254.0.0/16',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.31.196.0/24',
      '192.52.193.0/24',
      '192.88.99.0/24',
      '192.175.48.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
    ),
  ],
];

// IPv4 wrapped in IPv6 (mapped, NAT64, 6to4, Teredo) is refused whole: it would be a second spelling of every address above.
const v6: Table = [
  ['loopback', networks('::1/128')],
  ['private', networks('fc00::/7')],
  ['never', networks('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20')],
  ['public', networks('2000::/3')],
];

function networks(...texts: string[]): Network[] {
  return texts.map((text) => ipaddr.parseCIDR(text));
}
