import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOperator } from '../accounts/accounts.ts';
import { type Brands, createBrands } from '../brands/brands.ts';
import { createDb, type Db, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { writeHouseSettings } from '../installation/installation.ts';
import type { Letter } from '../mail/mail.ts';
import { createMailer } from '../mail/mail.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createTickets, forgetTickets, publicEmail, type Tickets } from './tickets.ts';

let database: MigratedDatabase;
let db: Db;
let brands: Brands;
let tickets: Tickets;
let now = new Date('2026-11-25T12:00:00Z');
const clock = { now: () => now };
const letters: Letter[] = [];

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  brands = createBrands({ db, publicUrl: () => 'https://wa.example.com' });
  await brands.refresh();
  const mailer = createMailer({ secrets: createSecrets(randomBytes(32)), clock });
  tickets = createTickets({
    ctx: { db, clock },
    brands,
    // Keeps what goes out, besides queueing it for real.
    mailer: {
      async queue(tx, letter) {
        await mailer.queue(tx, letter);
        letters.push(letter);
      },
    },
  });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const ask = (more: Partial<Parameters<Tickets['open']>[0]> = {}) =>
  tickets.open({
    brand: brands.platform(),
    topic: 'support',
    name: 'Ana, see evil.example',
    email: 'ana@shop.example',
    language: 'pt-BR',
    body: 'Where is my bread? See evil.example.',
    person: null,
    ...more,
  });

describe('a question', () => {
  it('waits for somebody even before there is an operator, and its asker has a letter', async () => {
    letters.length = 0;
    const ticket = await ask();
    expect(ticket).toMatchObject({ state: 'open', reference: expect.stringMatching(/^T-[0-9A-Z]{4}-[0-9A-Z]{4}$/) });
    expect(letters).toMatchObject([
      {
        to: 'ana@shop.example',
        language: 'pt-BR',
        template: 'ticket_received',
        values: { reference: ticket.reference },
      },
    ]);
  });

  it('makes us write nothing of a stranger’s words to an address nobody has proven', async () => {
    letters.length = 0;
    await ask({ email: 'victim@home.example' });
    const [toVictim] = letters.filter(({ to }) => to === 'victim@home.example');
    expect(Object.keys(toVictim?.values ?? {})).toEqual(['reference']);
  });

  it('reaches the operator, then the address of the legal pages, then the support address of the brand', async () => {
    const operator = await db.system((tx) =>
      makeOperator(tx, { email: 'op@house.example', reseller: brands.platform().reseller, at: now }),
    );
    await db.system((tx) => tx.run(sql`update people set language = 'id' where id = ${operator}`));
    const arrived = async (more = {}) => {
      letters.length = 0;
      const ticket = await ask(more);
      const [letter] = letters.filter(({ template }) => template === 'ticket_arrived');
      expect(letter?.language).toBe('id');
      expect(letter?.link).toBe(`https://wa.example.com/admin/tickets/tck_${ticket.id.replaceAll('-', '')}`);
      return letter?.to;
    };
    expect(await arrived()).toBe('op@house.example');
    expect(await db.system((tx) => publicEmail(tx, brands.platform()))).toBeUndefined();
    await db.system((tx) => writeHouseSettings(tx, { legalEmail: 'legal@house.example' }));
    expect(await arrived()).toBe('legal@house.example');
    expect(await arrived({ brand: { ...brands.platform(), supportEmail: 'help@brand.example' } })).toBe(
      'help@brand.example',
    );
  });

  it('is answered by a letter, keeps its answers in order, and can be closed and opened again', async () => {
    const { id } = await ask();
    const operator = await db.system((tx) =>
      makeOperator(tx, { email: 'two@house.example', reseller: brands.platform().reseller, at: now }),
    );
    letters.length = 0;
    expect(await tickets.answer(id, { by: operator, body: 'In the oven. See https://wa.example.com/faq' })).toBe(true);
    expect(await tickets.answer(id, { by: operator, body: 'It is ready.' })).toBe(true);
    expect(letters).toMatchObject([
      { to: 'ana@shop.example', template: 'ticket_answered', ourWords: ['answer'] },
      { values: { answer: 'It is ready.' } },
    ]);
    const found = await tickets.find(id);
    expect(found?.ticket.state).toBe('answered');
    expect(found?.answers.map(({ n, body }) => [n, body])).toEqual([
      [1, 'In the oven. See https://wa.example.com/faq'],
      [2, 'It is ready.'],
    ]);
    await tickets.setState(id, 'closed');
    expect((await tickets.list({ limit: 50, state: 'closed' })).data.map((ticket) => ticket.id)).toContain(id);
    await tickets.setState(id, 'open');
    expect((await tickets.find(id))?.ticket.state).toBe('open');
  });

  it('keeps both of two answers at once', async () => {
    const { id } = await ask();
    const by = (await tickets.find(id))?.ticket.id;
    expect(by).toBe(id);
    const operator = await db.system((tx) =>
      makeOperator(tx, { email: 'three@house.example', reseller: brands.platform().reseller, at: now }),
    );
    await Promise.all(['one', 'two', 'three'].map((body) => tickets.answer(id, { by: operator, body })));
    expect((await tickets.find(id))?.answers.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('is listed in pages, newest first, none twice and none missing', async () => {
    const made: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      now = new Date(now.getTime() + 1_000);
      made.unshift((await ask()).id);
    }
    const first = await tickets.list({ limit: 3 });
    const second = await tickets.list({ limit: 3, after: first.next ?? '' });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made.slice(0, 6));
  });

  it('is forgotten 400 days after anybody last touched it', async () => {
    const { id } = await ask();
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
    await db.system((tx) => forgetTickets(tx, later(399)));
    expect(await tickets.find(id)).toBeDefined();
    await db.system((tx) => forgetTickets(tx, later(401)));
    expect(await tickets.find(id)).toBeUndefined();
  });
});
