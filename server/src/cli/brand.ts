import { systemClock } from '../base/clock.ts';
import { parseId, showId } from '../base/id.ts';
import type { BrandFault } from '../brands/brands.ts';
import { addBrand, addHost, checkLook, listBrands, platformBrand, platformName, removeHost } from '../brands/brands.ts';
import { publicUrlSource } from '../config/config.ts';
import type { Db } from '../db/db.ts';
import { readPublicUrl } from '../installation/installation.ts';
import { makeReseller } from '../workspaces/workspaces.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

/** `brand add|list|remove`: resellers' brands and the hosts that show them. A running server follows within two seconds. */
export async function brandVerb(call: Call): Promise<Outcome> {
  const [what, ...more] = call.positionals;
  if (more.length > 0) throw new UsageError('Say one thing to do with brands.');
  switch (what) {
    case 'add':
      return add(call);
    case 'list':
      return list(call);
    case 'remove':
      return remove(call);
    default:
      throw new UsageError('Say add, list or remove.');
  }
}

/** Makes a reseller with a brand and a host; with `--brand`, gives one more host to a brand there is. */
async function add({ config, values }: Call): Promise<Outcome> {
  const host = text(values['host']);
  const name = text(values['name']);
  const to = text(values['brand']);
  if (host === '') throw new UsageError('Give the host: --host acme.example.com');
  if ((name === '') === (to === ''))
    throw new UsageError('Give the name of a new brand (--name) or the id of one there is (--brand).');
  const look = {
    name,
    accent: text(values['accent']) || defaultAccent,
    supportEmail: text(values['support-email']),
    chatPhone: text(values['chat-phone']),
  };
  const made = await onDatabase(config, 'brand add', async ({ db }) => {
    const source = publicUrlSource(config);
    return to === '' ? addNew(db, { host, look, source }) : addToKnown(db, { host, to, source });
  });
  return {
    json: { brand: showId('brand', made.id), host: made.host },
    text: `${made.host} shows ${made.name} (${showId('brand', made.id)}) now.`,
  };
}

type Adding = { host: string; source: ReturnType<typeof publicUrlSource> };

async function addNew(db: Db, { host, look, source }: Adding & { look: Parameters<typeof checkLook>[0] }) {
  const at = systemClock.now();
  return db.system(async (tx) => {
    const platform = await platformName(tx);
    const checked = checkLook(look, { isPlatform: false, platformName: platform });
    if (checked.is === 'refused') throw refusal(checked.faults);
    const reseller = await makeReseller(tx, { name: checked.look.name, at });
    const brand = await addBrand(tx, { reseller, look: checked.look, at });
    if (brand.is === 'refused') throw refusal([brand.fault]);
    const ours = new URL(await readPublicUrl(tx, source)).host;
    const added = await addHost(tx, { host, brand: brand.id, ours, platform });
    if (added.is === 'refused') throw refusal([added.fault]);
    return { id: brand.id, host: added.host, name: checked.look.name };
  });
}

async function addToKnown(db: Db, { host, to, source }: Adding & { to: string }) {
  const id = parseId('brand', to);
  return db.system(async (tx) => {
    const known = (await listBrands(tx)).find((brand) => brand.id === id && brand.id !== platformBrand);
    if (!known) throw new Refusal('not_found', `There is no brand ${to} that could have hosts of its own.`);
    const ours = new URL(await readPublicUrl(tx, source)).host;
    const added = await addHost(tx, { host, brand: known.id, ours, platform: await platformName(tx) });
    if (added.is === 'refused') throw refusal([added.fault]);
    return { id: known.id, host: added.host, name: known.name };
  });
}

async function list({ config }: Call): Promise<Outcome> {
  const brands = await onDatabase(config, 'brand list', ({ db }) => db.system(listBrands));
  const rows = brands.map(({ id, supportEmail, chatPhone, ...brand }) => ({
    id: showId('brand', id),
    ...brand,
    support_email: supportEmail,
    chat_phone: chatPhone,
    is_platform: id === platformBrand,
  }));
  const lines = rows.map(({ id, name, accent, hosts, is_platform }) => {
    const where = is_platform ? 'the public address' : hosts.map(({ host }) => host).join(', ') || 'no host';
    return `${id}  ${name}  ${accent}  ${where}`;
  });
  return { json: { brands: rows }, text: lines.join('\n') };
}

async function remove({ config, values }: Call): Promise<Outcome> {
  const host = text(values['host']);
  if (host === '') throw new UsageError('Give the host: --host acme.example.com');
  const isRemoved = await onDatabase(config, 'brand remove', ({ db }) => db.system((tx) => removeHost(tx, host)));
  if (!isRemoved) throw new Refusal('not_found', `No brand has the host ${host}.`);
  return { json: { host, removed: true }, text: `${host} is answered no more. Its brand and its people are kept.` };
}

const defaultAccent = '#e8a317';

function refusal(faults: BrandFault[]): Refusal {
  const [first] = faults;
  return new Refusal(`brand_${first?.field ?? 'refused'}_${first?.because ?? ''}`, faults.map(sentence).join('\n'));
}

function sentence(fault: BrandFault): string {
  switch (fault.because) {
    case 'unfit':
      return `On that colour no text can be read, or the colour vanishes on the page. The nearest that works is ${fault.nearest}.`;
    case 'mark':
      return `The ${fault.field} looks like a mark of WhatsApp or Meta, or like the name of this platform. Choose one of its own.`;
    case 'taken':
      return fault.field === 'host'
        ? 'That host belongs to a brand already; take it away first: brand remove --host …'
        : 'A brand of that name exists; give it one more host with --brand.';
    case 'ours':
      return 'That host is the platform’s own.';
    case 'malformed':
      return malformed[fault.field];
  }
}

const malformed = {
  name: "A name has 2 to 60 letters, digits, spaces and . , & ' + ! -",
  accent: 'A colour is written like #00AA77 or #0A7.',
  supportEmail: 'The support address must be one plain e-mail address.',
  chatPhone: 'The chat number must be a full phone number such as +628123456789.',
  host: 'A host is a name such as acme.example.com, with a port only for development: acme.localhost:3000.',
};

function text(value: string | boolean | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
