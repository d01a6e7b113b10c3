import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '../base/log.ts';
import type { Brand } from '../brands/brands.ts';
import { createBrands } from '../brands/brands.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { languageFacts, publicLanguages } from '../languages/languages.ts';
import { createWork } from '../queue/queue.ts';
import { createSecrets } from '../secrets/secrets.ts';
import type { Letter, Postman } from './mail.ts';
import {
  createMailer,
  createPostman,
  listMails,
  type MailSettings,
  mailJob,
  readLetter,
  resendMail,
  sendKept,
  sweepMails,
} from './mail.ts';

let database: MigratedDatabase;
let db: Db;
let now: Date;
const clock = { now: () => now };
const secrets = createSecrets(randomBytes(32));
const mailer = createMailer({ secrets, clock });
const logged: unknown[] = [];
const log = { ...silentLog, warn: (...line: unknown[]) => logged.push(line) };
let platform: Brand;
let settings: MailSettings | null;
let brandById: (id: Brand['id']) => Brand | undefined;
let post: PostOffice;

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  const brands = createBrands({ db, publicUrl: () => 'https://wa.example.com' });
  await brands.refresh();
  platform = { ...brands.platform(), supportEmail: 'help@example.com' };
  brandById = (id) => (id === platform.id ? platform : undefined);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});
beforeEach(async () => {
  now = new Date('2026-11-25T12:00:00Z');
  await db.system((tx) => tx.run(sql`delete from mails`));
  await db.system((tx) => tx.run(sql`delete from jobs`));
  logged.length = 0;
  post = await openPostOffice();
  settings = { smtpUrl: `smtp://127.0.0.1:${post.port}`, from: 'no-reply@example.com' };
});
afterEach(() => post.close());

type PostOffice = {
  port: number;
  letters: ParsedMail[];
  /** What the server says to the next receivers instead of taking the letter. */
  refusals: { code: number; text: string }[];
  close(): Promise<void>;
};

/** A real SMTP server. */
async function openPostOffice(port = 0): Promise<PostOffice> {
  const letters: ParsedMail[] = [];
  const refusals: PostOffice['refusals'] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_address, _session, done) {
      const refusal = refusals.shift();
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
    },
    onData(stream, _session, done) {
      void simpleParser(stream).then((letter) => {
        letters.push(letter);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as AddressInfo;
  return {
    port: address.port,
    letters,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function postman(): Postman {
  return createPostman({ db, secrets, clock, log, settings: async () => settings, brandById });
}

/** Runs jobs as the server does, by as many workers as given, until `isDone`. */
async function work(isDone: () => Promise<boolean> | boolean, workers = 1): Promise<void> {
  const postmen = Array.from({ length: workers }, postman);
  const all = postmen.map((one) =>
    createWork({ ctx: { db, clock, log: silentLog }, jobs: { [mailJob]: one.send }, routines: [] }),
  );
  for (const one of all) one.start();
  try {
    await vi.waitFor(async () => expect(await isDone()).toBe(true), { timeout: 15_000, interval: 20 });
  } finally {
    await Promise.all(all.map((one) => one.stop()));
    for (const one of postmen) one.close();
  }
}

const queue = (letter: Partial<Letter> = {}) =>
  db.system((tx) =>
    mailer.queue(tx, { brand: platform, to: 'ana@shop.example', language: 'en', template: 'test', ...letter }),
  );
const mails = () => db.system((tx) => listMails(tx, { limit: 50 }));
const only = async () => {
  const [mail, ...more] = await mails();
  if (!mail || more.length > 0) throw new Error('not exactly one letter');
  return mail;
};
const isIn = (state: string, attempts?: number) => async () => {
  const mail = await only();
  return mail.state === state && (attempts === undefined || mail.attempts === attempts);
};

describe('a letter', () => {
  it.each(publicLanguages)('is readable with and without HTML in %s', async (language) => {
    await queue({ language, link: 'https://wa.example.com/verify/abc' });
    await work(() => post.letters.length === 1);
    const [letter] = post.letters;
    const { tag, dir } = languageFacts(language);
    expect(letter?.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    expect(letter?.html).toContain(`<html lang="${tag}" dir="${dir}">`);
    expect(letter?.html).toContain('href="https://wa.example.com/verify/abc"');
    expect(letter?.html).not.toMatch(/<table|<style|<script|<img/);
    expect(letter?.text).toContain('\nhttps://wa.example.com/verify/abc\n');
    expect(letter?.text).toContain('help@example.com');
    expect(letter?.from?.value).toEqual([{ name: platform.name, address: 'no-reply@example.com' }]);
    expect(letter?.replyTo?.value).toEqual([{ name: '', address: 'help@example.com' }]);
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('carries the brand’s name in its subject and cannot be given headers by it', async () => {
    platform = { ...platform, name: 'Evil\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>\u202ecilaM' };
    try {
      await queue();
      await work(() => post.letters.length === 1);
    } finally {
      platform = { ...platform, name: 'WhatzAPI' };
    }
    const [letter] = post.letters;
    expect(letter?.bcc).toBeUndefined();
    expect(letter?.subject).toBe('A test letter from Evil Bcc: all@example.com <script>alert(1)</script>cilaM');
    expect(letter?.html).not.toContain('<script>');
    expect((letter?.to as { value: unknown[] } | undefined)?.value).toHaveLength(1);
  });

  it('never leads off its brand', async () => {
    await expect(queue({ link: 'https://wa.example.com.evil.example/x' })).rejects.toThrow('off its brand');
    expect(await mails()).toEqual([]);
  });

  it('is not sent when the transaction it was written in fails', async () => {
    await expect(
      db.system(async (tx) => {
        await mailer.queue(tx, { brand: platform, to: 'a@b.example', language: 'en', template: 'test' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await mails()).toEqual([]);
  });

  it('leaves nothing secret behind once it was sent', async () => {
    await queue({ link: 'https://wa.example.com/reset/SECRET' });
    expect((await only()).sealed).not.toBeNull();
    await work(isIn('sent'));
    expect(await only()).toMatchObject({ sealed: null, lastError: null, sentAt: now });
  });

  it('goes out once, however many workers run', async () => {
    for (let n = 0; n < 12; n++) await queue({ to: `p${n}@shop.example` });
    await work(async () => (await mails()).every(({ state }) => state === 'sent'), 3);
    expect(new Set(post.letters.map(({ messageId }) => messageId)).size).toBe(12);
    expect(post.letters).toHaveLength(12);
  });

  it('that somebody waits for passes a thousand notices', async () => {
    for (let n = 0; n < 5; n++) await queue({ to: `p${n}@shop.example`, isBulk: true });
    await queue({ to: 'waiting@shop.example' });
    await work(() => post.letters.length === 6);
    expect((post.letters[0]?.to as { text: string } | undefined)?.text).toBe('waiting@shop.example');
  });

  it('has the same Message-ID when it goes out again because its writer died before noting it', async () => {
    await queue();
    await work(() => post.letters.length === 1);
    const { id } = await only();
    // As if the process had died between the server's 250 and our note of it.
    const sealed = secrets.sealForHouse(`mail:${id}`, Buffer.from('{"values":{},"link":null}'));
    await db.system((tx) => tx.run(sql`update mails set state = 'queued', sealed = ${sealed} where id = ${id}`));
    await db.system((tx) => sweepMails(tx, now));
    await work(() => post.letters.length === 2);
    expect(post.letters[0]?.messageId).toMatch(/^<mail_[0-9a-f]{32}@example\.com>$/);
    expect(post.letters[1]?.messageId).toBe(post.letters[0]?.messageId);
  });
});

describe('a mail server', () => {
  it('that is busy is asked again', async () => {
    post.refusals.push({ code: 451, text: 'try later' });
    await queue();
    await work(isIn('queued', 1));
    expect((await only()).lastError).toContain('451 try later');
    now = new Date(now.getTime() + 6_000);
    await work(isIn('sent'));
    expect(post.letters).toHaveLength(1);
  });

  it('that refuses the receiver for good is believed', async () => {
    post.refusals.push({ code: 550, text: 'no such user ana@shop.example' });
    await queue();
    await work(isIn('failed'));
    expect(await only()).toMatchObject({ attempts: 1, lastError: expect.stringContaining('550 no such user') });
    expect(JSON.stringify(logged)).not.toContain('@');
    expect(JSON.stringify(logged)).toContain('550');
  });

  it('that is away gets the letter when it is back', async () => {
    const { port } = post;
    await post.close();
    await queue();
    await work(isIn('queued', 1));
    post = await openPostOffice(port);
    now = new Date(now.getTime() + 6_000);
    await work(isIn('sent'));
    expect(post.letters).toHaveLength(1);
  });

  it('that stays away is asked twelve times within a day, then the letter counts as failed', async () => {
    await post.close();
    await queue();
    const began = now;
    for (let n = 1; n <= 11; n++) {
      await work(isIn('queued', n));
      now = new Date(now.getTime() + 8 * 3_600_000);
    }
    await work(isIn('failed', 12));
    expect(now.getTime() - began.getTime()).toBeGreaterThan(20 * 3_600_000);
    post = await openPostOffice();
  }, 40_000);

  it('tells what it said to a test letter', async () => {
    const one = postman();
    const letter = { brand: platform, to: 'op@example.com', language: 'ar' };
    const good = { smtpUrl: `smtp://127.0.0.1:${post.port}`, from: 'no-reply@example.com' };
    expect(await one.tryOut(good, letter)).toEqual({ is: 'sent' });
    expect(post.letters).toHaveLength(1);
    post.refusals.push({ code: 550, text: 'relaying denied' });
    expect(await one.tryOut(good, letter)).toMatchObject({
      is: 'refused',
      said: expect.stringContaining('relaying denied'),
    });
    await post.close();
    expect(await one.tryOut(good, letter)).toMatchObject({ is: 'later', code: expect.stringMatching(/^E/) });
    post = await openPostOffice();
  });

  it('on another machine gets no password without TLS', async () => {
    const one = postman();
    // 0.0.0.0 reaches this machine without being one of its loopback names; this server offers no STARTTLS.
    const open = { smtpUrl: `smtp://user:secret@0.0.0.0:${post.port}`, from: 'no-reply@example.com' };
    const handed = await one.tryOut(open, { brand: platform, to: 'op@example.com', language: 'en' });
    expect(handed).toMatchObject({ is: 'later', code: expect.stringMatching(/^ETLS/) });
  });
});

describe('without a mail server', () => {
  beforeEach(() => {
    settings = null;
  });

  it('letters are kept, readable to the operator', async () => {
    await queue({ link: 'https://wa.example.com/reset/SECRET' });
    await work(isIn('kept'));
    const { id } = await only();
    const found = await db.system((tx) => readLetter(tx, { secrets, brandById }, id));
    expect(found?.letter?.text).toContain('https://wa.example.com/reset/SECRET');
  });

  it('those of the last day go out when one is set, and older ones one by one', async () => {
    await queue({ to: 'old@shop.example' });
    now = new Date(now.getTime() + 25 * 3_600_000);
    await queue({ to: 'new@shop.example' });
    await work(async () => (await mails()).every(({ state }) => state === 'kept'));
    settings = { smtpUrl: `smtp://127.0.0.1:${post.port}`, from: 'no-reply@example.com' };
    expect(await db.system((tx) => sendKept(tx, now))).toBe(1);
    await work(() => post.letters.length === 1);
    const old = (await mails()).find(({ to }) => to === 'old@shop.example');
    if (!old) throw new Error('it is gone');
    expect(await db.system((tx) => resendMail(tx, old.id))).toBe(true);
    expect(await db.system((tx) => resendMail(tx, old.id))).toBe(false);
    await work(() => post.letters.length === 2);
  });

  it('kept letters are forgotten after a week, and every letter after a month', async () => {
    await queue();
    await work(isIn('kept'));
    settings = { smtpUrl: `smtp://127.0.0.1:${post.port}`, from: 'no-reply@example.com' };
    await queue({ to: 'sent@shop.example' });
    await work(() => post.letters.length === 1);
    now = new Date(now.getTime() + 8 * 86_400_000);
    await db.system((tx) => sweepMails(tx, now));
    expect(await only()).toMatchObject({ state: 'sent' });
    now = new Date(now.getTime() + 23 * 86_400_000);
    await db.system((tx) => sweepMails(tx, now));
    expect(await mails()).toEqual([]);
  });
});
