import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brand as asId } from '../base/id.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { BrandFault, Look } from './brands.ts';
import {
  addBrand,
  addHost,
  changeBrand,
  checkLook,
  createBrands,
  listBrands,
  platformBrand,
  removeHost,
} from './brands.ts';
import { readHost } from './hosts.ts';
import { markIn } from './marks.ts';

let database: MigratedDatabase;
let db: Db;
const reseller = asId<'reseller'>('00000000-0000-7000-8000-000000000001');
const ours = 'wa.example.com';
const at = new Date('2026-11-25T12:00:00Z');

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});
beforeEach(async () => {
  const owner = createDb({ appUrl: database.url, systemUrl: database.url, onError: () => {} });
  await owner.system(async (tx) => {
    await tx.run(sql`delete from hosts`);
    await tx.run(sql`delete from brands where id <> ${platformBrand}`);
  });
  await owner.end();
});

const look = (more: Partial<Look> = {}): Look => ({
  name: 'Acme',
  accent: '#0A7',
  supportEmail: '',
  chatPhone: '',
  ...more,
});
const check = (more: Partial<Look>) => checkLook(look(more), { isPlatform: false, platformName: 'WhatzAPI' });
const faults = (more: Partial<Look>): BrandFault[] => {
  const checked = check(more);
  return checked.is === 'refused' ? checked.faults : [];
};

async function add(name: string, host: string) {
  const checked = check({ name });
  if (checked.is === 'refused') throw new Error('a bad look');
  return db.system(async (tx) => {
    const brand = await addBrand(tx, { reseller, look: checked.look, at });
    if (brand.is === 'refused') return brand;
    return addHost(tx, { host, brand: brand.id, ours, platform: 'WhatzAPI' });
  });
}

async function reader(publicUrl = 'https://wa.example.com') {
  const brands = createBrands({ db, publicUrl: () => publicUrl });
  await brands.refresh();
  return brands;
}

describe('a look', () => {
  it('is read into one form', () => {
    expect(check({ name: '  Acme   Ltd. ', supportEmail: 'help@acme.example', chatPhone: '+62 812-3456-789' })).toEqual(
      {
        is: 'good',
        look: { name: 'Acme Ltd.', accent: '#00aa77', supportEmail: 'help@acme.example', chatPhone: '+628123456789' },
      },
    );
  });

  it.each([
    [{ name: 'A' }, { field: 'name', because: 'malformed' }],
    [{ name: '<b>Acme</b>' }, { field: 'name', because: 'malformed' }],
    [{ name: 'Acme\r\nBcc: x@y.example' }, { field: 'name', because: 'malformed' }],
    [{ name: 'Acme \u202elrU' }, { field: 'name', because: 'malformed' }],
    [{ name: 'WhatsApp Support' }, { field: 'name', because: 'mark' }],
    [{ name: 'Whatz API' }, { field: 'name', because: 'mark' }],
    [{ accent: 'green' }, { field: 'accent', because: 'malformed' }],
    [{ accent: '#fff' }, { field: 'accent', because: 'unfit', nearest: '#b2b2b2' }],
    [{ supportEmail: 'help' }, { field: 'supportEmail', because: 'malformed' }],
    [{ chatPhone: '0812' }, { field: 'chatPhone', because: 'malformed' }],
  ])('is refused for %j', (more, fault) => {
    expect(faults(more)).toEqual([fault]);
  });

  it('tells everything that is wrong at once', () => {
    expect(faults({ name: '', accent: 'x', supportEmail: 'y', chatPhone: 'z' })).toHaveLength(4);
  });
});

describe('a mark', () => {
  it.each([
    'whatsapp.com',
    'whats-app-business.example.com',
    'vvhatsapp.example',
    'wh4tsapp.example',
    new URL('http://whаtsapp.example').hostname,
    'whаtsapp.example',
    'my-whatsap.example',
    'facebook-login.example',
    'meta.example.com',
    'pay-meta.example',
    'metabusiness.example',
    'instagram.example.org',
  ])('of WhatsApp or Meta is seen in %s', (text) => {
    expect(markIn(text, 'WhatzAPI')).toBe('whatsapp');
  });

  it.each(['whatzapi.example', 'my-whatz-api.example', 'WHATZAPI'])('of the platform is seen in %s', (text) => {
    expect(markIn(text, 'WhatzAPI')).toBe('platform');
  });

  it.each(['wa.example.com', 'metal-works.example', 'chat.acme.example', 'thermometer.example', 'what-a-shop.example'])(
    'is in none of %s',
    (text) => {
      expect(markIn(text, 'WhatzAPI')).toBeUndefined();
    },
  );
});

describe('a host', () => {
  it.each([
    ['Acme.Example.COM', 'acme.example.com'],
    ['acme.localhost:3000', 'acme.localhost:3000'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', undefined],
    ['127.0.0.1', undefined],
    ['2130706433', undefined],
    ['[::1]', undefined],
    ['a b.example', undefined],
    ['acme.example/path', undefined],
    ['u@acme.example', undefined],
    ['-acme.example', undefined],
    ['acme..example', undefined],
  ])('%s is read as %s', (text, host) => {
    expect(readHost(text)).toBe(host);
  });

  it.each([
    ['wa.example.com', 'ours'],
    ['WA.example.com:8443', 'ours'],
    ['whatsapp.example', 'mark'],
    ['whatzapi-shop.example', 'mark'],
    ['10.0.0.1', 'malformed'],
  ])('%s is refused: %s', async (host, because) => {
    expect(await add('Acme', host)).toEqual({ is: 'refused', fault: { field: 'host', because } });
  });

  it('may stand below the platform’s own', async () => {
    expect(await add('Acme', 'acme.wa.example.com')).toMatchObject({ is: 'added' });
  });

  it('belongs to one brand, on all its ports, also when two ask at once', async () => {
    const asked = await Promise.all(['One', 'Two', 'Three'].map((name, n) => add(name, `shop.example:${3000 + n}`)));
    expect(asked.filter(({ is }) => is === 'added')).toHaveLength(1);
    expect(asked.filter(({ is }) => is === 'refused')).toHaveLength(2);
  });

  it('chooses the brand of a request, whatever its port and case', async () => {
    await add('Acme', 'acme.example.com');
    await add('Dev', 'dev.localhost:3000');
    const brands = await reader();
    expect(brands.of('ACME.example.com:8443')).toMatchObject({ name: 'Acme', origin: 'https://acme.example.com' });
    expect(brands.of('dev.localhost:3999')).toMatchObject({ name: 'Dev', origin: 'http://dev.localhost:3000' });
    expect(brands.of('wa.example.com')).toMatchObject({ isPlatform: true, origin: 'https://wa.example.com' });
    expect(brands.isServed('acme.example.com')).toBe(true);
    expect(brands.isServed('sub.acme.example.com')).toBe(false);
    expect(brands.hosts().sort()).toEqual(['acme.example.com', 'dev.localhost:3000']);
  });

  it('is reached by plain http only where the platform itself is', async () => {
    await add('Acme', 'acme.lan.example:3000');
    expect((await reader('http://wa.lan.example:3000')).of('acme.lan.example').origin).toBe(
      'http://acme.lan.example:3000',
    );
    expect((await reader('http://127.0.0.1:3000')).of('acme.lan.example').origin).toBe('https://acme.lan.example:3000');
  });

  it('is answered no more once it was taken away; its brand stays', async () => {
    await add('Acme', 'acme.example.com');
    expect(await db.system((tx) => removeHost(tx, 'ACME.example.com'))).toBe(true);
    expect(await db.system((tx) => removeHost(tx, 'acme.example.com'))).toBe(false);
    expect((await reader()).isServed('acme.example.com')).toBe(false);
    expect(await db.system(listBrands)).toEqual([
      expect.objectContaining({ id: platformBrand }),
      expect.objectContaining({ name: 'Acme', hosts: [] }),
    ]);
  });
});

describe('a brand', () => {
  it('has a name no other has', async () => {
    await add('Acme', 'acme.example.com');
    expect(await add('ACME', 'other.example')).toEqual({ is: 'refused', fault: { field: 'name', because: 'taken' } });
    const checked = check({ name: 'acme' });
    if (checked.is === 'refused') throw new Error('a bad look');
    const changed = await db.system((tx) => changeBrand(tx, platformBrand, checked.look));
    expect(changed).toMatchObject({ is: 'refused' });
  });
});
