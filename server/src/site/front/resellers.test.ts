import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contrast, inkOn } from '../../base/colour.ts';
import { brand } from '../../base/id.ts';
import { addBrand, addHost, checkLook } from '../../brands/brands.ts';
import { sql } from '../../db/db.ts';
import { localPath, publicLanguages, translator } from '../../languages/languages.ts';
import { hasClass, type PageElement, readPage } from '../page-reader.ts';
import { publicPages } from '../public-pages.ts';
import { openStage, type Stage } from '../stage.ts';
import { previewLook } from './look.ts';

const example = { name: 'Tidewater', accent: '#0b5f6b', platformName: 'WhatzAPI' };

describe('a preview', () => {
  it('judges a look as setting up a brand does, and shows the nearest colour that is fit', () => {
    expect(previewLook({ name: 'Acme', accent: '#E8A317' }, example)).toEqual({
      name: 'Acme',
      accent: '#e8a317',
      onAccent: inkOn('#e8a317'),
    });
    const { accent, onAccent, colourFault } = previewLook({ name: 'Acme', accent: '#ffffff' }, example);
    expect(colourFault).toEqual({ is: 'unfit', asked: '#ffffff', nearest: accent });
    expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
    for (const look of [
      { name: 'Acme', accent: '#ffffff' },
      { name: 'WhatsApp Plus', accent: '#0b5f6b' },
      { name: 'WhatzAPI', accent: '#0b5f6b' },
      { name: '<script>', accent: 'red' },
    ]) {
      const refused = checkLook(
        { ...look, supportEmail: '', chatPhone: '' },
        { isPlatform: false, platformName: 'WhatzAPI' },
      );
      const shown = previewLook(look, example);
      expect(Boolean(shown.nameFault ?? shown.colourFault), look.name).toBe(refused.is === 'refused');
    }
  });

  it('shows the example where the name is not taken, and still judges the colour', () => {
    expect(previewLook({ name: 'WhatsApp Plus', accent: '#ffffff' }, example)).toMatchObject({
      name: 'Tidewater',
      nameFault: 'mark',
      colourFault: { is: 'unfit' },
    });
    expect(previewLook({ name: 'WhatsApp Plus', accent: '#9c3620' }, example)).toMatchObject({ accent: '#9c3620' });
    expect(previewLook({ name: '', accent: '' }, example)).toEqual({ ...previewLook(example, example) });
  });
});

describe('the page for resellers', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const of = (elements: PageElement[], name: string) =>
    elements.find(({ attributes }) => attributes.get('name') === name)?.attributes.get('value');

  it('shows a brand without a script: name and colour from the address, the colour as a style sheet', async () => {
    const { body } = await stage.get('/resellers?name=Acme%20%26%20Sons&accent=%239c3620');
    expect(body).toContain('<bdi>Acme &amp; Sons</bdi>');
    expect(body).toContain('#9C3620 works');
    const href = /<link rel="stylesheet" href="(\/resellers\/colour\/[^"]+)">/.exec(body)?.[1] ?? '';
    const sheet = await stage.get(href);
    expect(sheet.headers['content-type']).toContain('text/css');
    expect(sheet.body).toBe('.branded{--accent:#9c3620;--on-accent:#faf9f6}\n');
  });

  it('serves no colour that is none', async () => {
    for (const file of ['zzzzzz.css', '9c3620', '9c3620.css.css', encodeURIComponent('000}body{x:y.css')]) {
      expect((await stage.get(`/resellers/colour/${file}`, {})).statusCode, file).toBe(404);
    }
  });

  it('takes hostile words for words', async () => {
    const bad = encodeURIComponent('"><img src=x onerror=alert(1)>');
    const fields = ['name', 'accent', 'currency', 'customers', 'price', 'cost'].map((name) => `${name}=${bad}`);
    const { body, statusCode } = await stage.get(`/resellers?${fields.join('&')}`);
    expect(statusCode).toBe(200);
    expect(body).not.toContain('<img src=x');
    expect(body).toContain('A name has 2 to 60 letters');
    expect(body).toContain('That is no colour');
  });

  it.each([
    ['/resellers', 'USD', '$500.00'],
    ['/id/resellers', 'IDR', 'Rp\u00a07.500.000'],
    ['/pt-br/resellers', 'BRL', 'R$\u00a02.500,00'],
    ['/pt-br/resellers?currency=NGN', 'NGN', 'NGN\u00a0750.000,00'],
  ])('adds up in the money and digits of %s', async (path, currency, paid) => {
    const { elements, texts } = readPage((await stage.get(path)).body);
    expect(of(elements, 'currency')).toBe(currency);
    const sums = texts.filter(({ within }) => within.name === 'output').map(({ text }) => text.trim());
    expect(sums[0]).toBe(paid);
  });

  it('keeps what was typed and says what is wrong with it', async () => {
    const { body } = await stage.get('/resellers?customers=many&price=1e99&cost=5');
    expect(body).toContain('value="many"');
    expect(body).toContain('Customers: a whole number from 0 to 1,000,000.');
    expect(body).toContain('Charge: an amount from 0 to 1,000,000,000.');
    expect(body).not.toContain('Cost: an amount');
  });

  it('calls nothing today that it calls planned', async () => {
    for (const language of publicLanguages) {
      const { elements, texts } = readPage((await stage.get(localPath(language, '/resellers'))).body);
      const tags = texts.filter(({ within }) => hasClass(within, 'tag')).map(({ text }) => text);
      const t = translator(language);
      expect(tags).toEqual([...Array(3).fill(t('resellers.is_today')), ...Array(4).fill(t('common.planned'))]);
      const planned = elements.filter(({ attributes }) => attributes.has('data-planned'));
      expect(planned.every(({ attributes }) => !attributes.has('data-claim'))).toBe(true);
    }
  });
});

it('shows a brand on its own host, with the independence text and without the platform’s name', async () => {
  const host = 'desk.tidewater.example';
  const stage = await openStage();
  const reseller = brand<'reseller'>(randomUUID());
  await stage.db.system(async (tx) => {
    await tx.run(sql`insert into resellers (id, name) values (${reseller}::uuid, 'Tidewater')`);
    const checked = checkLook(
      { name: 'Tidewater', accent: '#9c3620', supportEmail: '', chatPhone: '' },
      { isPlatform: false, platformName: 'WhatzAPI' },
    );
    if (checked.is === 'refused') throw new Error('the look was refused');
    const added = await addBrand(tx, { reseller, look: checked.look, at: new Date('2026-11-22T12:00:00Z') });
    if (added.is !== 'added') throw new Error('the brand was refused');
    const at = await addHost(tx, { host, brand: added.id, ours: 'localhost', platform: 'WhatzAPI' });
    if (at.is !== 'added') throw new Error('the host was refused');
  });
  await stage.refreshBrands();
  for (const path of publicPages) {
    const { body, statusCode } = await stage.get(path, { accept: 'text/html', host });
    expect(statusCode, path).toBe(200);
    expect(body, path).toContain('Tidewater is independent. It is not affiliated with');
    // Commands, packages and addresses of the software keep their names, and stand as code.
    const said = body.replaceAll(/<(code|pre)\b[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' ');
    expect(said, path).not.toMatch(/whatzapi/i);
    expect(body, path).toContain('/brand/9c3620.css');
  }
  await stage.close();
});
