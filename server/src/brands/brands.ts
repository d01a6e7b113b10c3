import type { Id } from '../base/id.ts';
import { brand as asId } from '../base/id.ts';
import { every } from '../base/timer.ts';
import type { Db } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { platformBrand } from './platform.ts';

export { addHost, listBrands, removeHost } from './hosts.ts';
export type { BrandFault, Look } from './keep.ts';
export { addBrand, changeBrand, checkLook, platformName } from './keep.ts';
export { platformBrand } from './platform.ts';

/** Name and look on a host. `origin` is scheme, host and port, without a slash at its end. */
export type Brand = {
  id: Id<'brand'>;
  reseller: Id<'reseller'>;
  name: string;
  origin: string;
  /** Colour of the one primary action, `#rrggbb`. */
  accent: string;
  supportEmail: string | null;
  /** The number behind "Ask a question", E.164. */
  chatPhone: string | null;
  /** True for the platform's own brand. */
  isPlatform: boolean;
};

/** The brands of the hosts served here, kept in memory and read again every two seconds. */
export type Brands = {
  /** The brand of a host (`example.com:3000`); the platform's for every host that is no brand's own. */
  of(host: string): Brand;
  /** The platform's own brand. */
  platform(): Brand;
  byId(id: Id<'brand'>): Brand | undefined;
  /** The brand whose name a reseller's people know: its oldest with a host, else the platform's. */
  ofReseller(reseller: Id<'reseller'>): Brand;
  /** Is this a brand's verified host? Given without its port, in lower case. */
  isServed(hostname: string): boolean;
  /** The served hosts of all brands but the platform's, with their ports where they have one. */
  hosts(): string[];
  /** Reads them now; call it after a change in this process. */
  refresh(): Promise<void>;
  start(): Promise<void>;
  stop(): void;
};

const readAgainMs = 2_000;

type Row = {
  id: string;
  reseller_id: string;
  name: string;
  accent: string;
  support_email: string | null;
  chat_phone: string | null;
  host: string | null;
};

/**
 * `publicUrl` answers the platform's present origin. Other brands are reached by https; by http on loopback names, and where the
 * platform itself is (`INSECURE_HTTP`).
 */
export function createBrands({ db, publicUrl }: { db: Db; publicUrl: () => string }): Brands {
  let byHost = new Map<string, Brand>();
  let byId = new Map<string, Brand>();
  let stopReading = () => {};

  async function refresh(): Promise<void> {
    const rows = await db.system((tx) =>
      tx.many(sql<Row>`
        select b.id, b.reseller_id, b.name, b.accent, b.support_email, b.chat_phone, h.host
        from brands b left join hosts h on h.brand_id = b.id and h.state = 'verified' order by b.created_at, h.created_at`),
    );
    const hosts = new Map<string, Brand>();
    const ids = new Map<string, Brand>();
    for (const row of rows) {
      const brand = read(row, publicUrl().startsWith('http:') && !isLocal(new URL(publicUrl()).host));
      if (!ids.has(row.id)) ids.set(row.id, brand);
      if (row.host !== null) hosts.set(nameOf(row.host), brand);
    }
    byHost = hosts;
    byId = ids;
  }

  function platform(): Brand {
    const found = byId.get(platformBrand);
    if (!found) throw new Error('brands are asked for before they were read');
    return { ...found, origin: publicUrl() };
  }

  return {
    platform,
    of(host) {
      const found = byHost.get(nameOf(host.toLowerCase()));
      if (!found || found.isPlatform) return platform();
      return found;
    },
    ofReseller(reseller) {
      const own = [...byId.values()].find((brand) => brand.reseller === reseller && !brand.isPlatform && brand.origin);
      return own ?? platform();
    },
    byId: (id) => (id === platformBrand ? platform() : byId.get(id)),
    hosts: () => [...byHost.values()].map(({ origin }) => new URL(origin).host),
    isServed: (hostname) => byHost.has(hostname),
    refresh,
    async start() {
      await refresh();
      // A database that is away for a moment leaves the brands as they were.
      stopReading = every(readAgainMs, () => void refresh().catch(() => {}));
    },
    stop: () => stopReading(),
  };
}

function read(row: Row, isPlain: boolean): Brand {
  const host = row.host ?? '';
  const scheme = isPlain || isLocal(host) ? 'http' : 'https';
  return {
    id: asId(row.id),
    reseller: asId(row.reseller_id),
    name: row.name,
    origin: host === '' ? '' : `${scheme}://${host}`,
    accent: row.accent,
    supportEmail: row.support_email,
    chatPhone: row.chat_phone,
    isPlatform: row.id === platformBrand,
  };
}

// Cookies do not know ports, so neither does the choice of a brand.
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}

function isLocal(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|[a-z0-9.-]+\.localhost)(:\d+)?$/.test(host);
}
