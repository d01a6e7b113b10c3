import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { BrandFault } from './keep.ts';
import { markIn } from './marks.ts';

export type HostState = 'pending' | 'verified' | 'lost';

export type ListedBrand = {
  id: Id<'brand'>;
  name: string;
  accent: string;
  supportEmail: string | null;
  chatPhone: string | null;
  hosts: { host: string; state: HostState }[];
};

/**
 * Reads a host as it is stored: lower case, punycode, with its port where one is named. Undefined for anything that is not a
 * name of at least two parts: addresses of machines and `localhost` itself are the platform's.
 */
export function readHost(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  if (!/^[\p{L}\p{M}\p{N}.-]+(:\d{1,5})?$/u.test(typed)) return undefined;
  const url = URL.parse(`http://${typed}`);
  if (!url || url.hostname.length > 253) return undefined;
  const labels = url.hostname.split('.');
  const isName = labels.length > 1 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label));
  // A last part of digits is an address (IPv4).
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? url.host : undefined;
}

/**
 * Gives a brand a host that is served at once: whoever runs this says that the name is theirs. Refused for names that look like
 * somebody's mark, the platform's own, and another brand's. System transaction.
 */
export async function addHost(
  tx: Tx,
  { host: text, brand: to, ours, platform }: { host: string; brand: Id<'brand'>; ours: string; platform: string },
): Promise<{ is: 'added'; host: string } | { is: 'refused'; fault: BrandFault }> {
  const refuse = (because: 'malformed' | 'mark' | 'taken' | 'ours') =>
    ({ is: 'refused', fault: { field: 'host', because } }) as const;
  const host = readHost(text);
  if (host === undefined) return refuse('malformed');
  const name = host.replace(/:\d+$/, '');
  if (name === ours.replace(/:\d+$/, '').toLowerCase()) return refuse('ours');
  // A subdomain of ours may carry our name; what its owner chose is what stands before.
  if (markIn(withoutParent(name, ours), platform)) return refuse('mark');
  // Cookies do not know ports, so a name belongs to one brand with all its ports.
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('whatzapi.brands', 0))`);
  const taken = await tx.many(sql<{ brand_id: string; host: string }>`
    select brand_id, host from hosts where split_part(host, ':', 1) = ${name}`);
  if (taken.length > 0) return refuse('taken');
  await tx.run(sql`insert into hosts (host, brand_id, state) values (${host}, ${to}, 'verified')`);
  return { is: 'added', host };
}

/** Takes a host away; its brand and its people stay. False when there is no such host. System transaction. */
export async function removeHost(tx: Tx, text: string): Promise<boolean> {
  const host = readHost(text);
  return host !== undefined && (await tx.run(sql`delete from hosts where host = ${host}`)) === 1;
}

/** Every brand with its hosts, oldest first. System transaction. */
export async function listBrands(tx: Tx): Promise<ListedBrand[]> {
  const rows = await tx.many(sql<{
    id: string;
    name: string;
    accent: string;
    support_email: string | null;
    chat_phone: string | null;
    hosts: { host: string; state: HostState }[];
  }>`
    select b.id, b.name, b.accent, b.support_email, b.chat_phone,
      coalesce(jsonb_agg(jsonb_build_object('host', h.host, 'state', h.state) order by h.created_at)
        filter (where h.host is not null), '[]') as hosts
    from brands b left join hosts h on h.brand_id = b.id group by b.id order by b.created_at, b.id`);
  return rows.map((row) => ({
    id: brand(row.id),
    name: row.name,
    accent: row.accent,
    supportEmail: row.support_email,
    chatPhone: row.chat_phone,
    hosts: row.hosts,
  }));
}

function withoutParent(name: string, ours: string): string {
  const parent = `.${ours.replace(/:\d+$/, '').toLowerCase()}`;
  return name.endsWith(parent) ? name.slice(0, -parent.length) : name;
}
