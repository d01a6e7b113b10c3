import { readHouseSettings, writeHouseSettings } from '../../../installation/installation.ts';
import { protectionOf } from '../../protection.ts';
import type { OwnVisit } from '../../routes.ts';
import { noteAct } from '../note.ts';
import type { MakeSection } from './section.ts';

/** Where people find the installation. */
export const addressSection: MakeSection = ({ db, publicUrl, brands, given, insecureHttp }) => ({
  name: 'address',
  async read(visit) {
    const { publicUrl: stored } = await db.system(readHouseSettings);
    const asked = originOf(visit);
    return {
      values: { public_url: stored || asked },
      data: {
        given: given.publicUrl,
        now: publicUrl.now(),
        asked,
        isAsked: asked === publicUrl.now(),
        isUntrusted: isBehindProxy(visit),
      },
    };
  },
  async save(visit, form) {
    if (given.publicUrl !== null) return { is: 'saved' };
    const typed = form.get('public_url');
    const origin = typed === '' ? '' : readOrigin(typed);
    if (origin === undefined) return { is: 'again', faults: { public_url: visit.t('setting.address_malformed') } };
    if (origin !== '' && isCut(origin, insecureHttp)) {
      return { is: 'again', faults: { public_url: visit.t('setting.address_plain') } };
    }
    await db.system(async (tx) => {
      await writeHouseSettings(tx, { publicUrl: origin });
      await noteAct(tx, visit, { action: 'setting.changed', target: 'address', details: { public_url: origin } });
    });
    await publicUrl.refresh();
    await brands.refresh();
    return { is: 'saved' };
  },
  async summary() {
    return publicUrl.now();
  },
});

/** Scheme, host and port; undefined for anything else, such as an address with a path. */
function readOrigin(text: string): string | undefined {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : undefined;
}

function isCut(origin: string, insecureHttp: boolean): boolean {
  const { protocol, hostname } = new URL(origin);
  const isSecure = protocol === 'https:';
  return protectionOf({ protocol: protocol.slice(0, -1), hostname, isSecure, insecureHttp }) === 'cut';
}

function originOf({ request }: OwnVisit): string {
  return `${request.protocol}://${request.host}`;
}

// A proxy that says so, while nobody believes it: people would be told to come by plain http.
function isBehindProxy({ request }: OwnVisit): boolean {
  const told = request.headers['x-forwarded-proto'];
  return typeof told === 'string' && told !== request.protocol;
}
