import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { brand as asId, showId } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import { readSmtpUrl } from '../base/smtp-url.ts';
import type { Brand } from '../brands/brands.ts';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { openLetter } from './contents.ts';
import { renderLetter } from './render.ts';
import { findMail, type Mail } from './rows.ts';
import type { Handed, Transport } from './transport.ts';
import { openTransport } from './transport.ts';

/** Which server takes letters, and whose address stands in "From". */
export type MailSettings = { smtpUrl: string; from: string };

export type PostmanDeps = {
  db: Db;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  /** The settings of this moment; null while there is no mail server. */
  settings: () => Promise<MailSettings | null>;
  brandById: (id: Id<'brand'>) => Brand | undefined;
};

export type Postman = {
  /**
   * The job `mail.send`: tries one letter and answers when to try again, if at all. It may run twice: the row's state says what
   * is done already, and the Message-ID is the same at every try, so that receivers can tell a second copy.
   */
  send(payload: Record<string, unknown>): Promise<{ again: Date } | undefined>;
  /** Sends a test letter at once with the settings given, and tells what the server said. */
  tryOut(settings: MailSettings, letter: { brand: Brand; to: string; language: string }): Promise<Handed>;
  close(): void;
};

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
/** The pauses between tries: 12 tries over 22 hours. */
const pausesMs = [
  5 * seconds,
  30 * seconds,
  2 * minutes,
  5 * minutes,
  15 * minutes,
  30 * minutes,
  hours,
  2 * hours,
  4 * hours,
  6 * hours,
  8 * hours,
];

export function createPostman({ db, secrets, clock, log, settings, brandById }: PostmanDeps): Postman {
  let open: { url: string; transport: Transport } | undefined;

  function transportFor(url: string): Transport {
    if (open?.url === url) return open.transport;
    open?.transport.close();
    open = { url, transport: openTransport(serverOf(url)) };
    return open.transport;
  }

  /** Marks a try before it is made, so that a crash counts as one; undefined when there is nothing to send any more. */
  async function begin(id: Id<'mail'>): Promise<(Mail & { sealed: Buffer }) | undefined> {
    return db.system(async (tx) => {
      await tx.run(sql`update mails set attempts = attempts + 1 where id = ${id} and state = 'queued'`);
      const mail = await findMail(tx, id);
      return mail?.state === 'queued' && mail.sealed ? { ...mail, sealed: mail.sealed } : undefined;
    });
  }

  async function note(mail: Mail, handed: Handed): Promise<{ again: Date } | undefined> {
    const now = clock.now();
    if (handed.is === 'sent') {
      await db.system((tx) => markSent(tx, mail.id, now));
      return undefined;
    }
    const pauseMs = pausesMs[mail.attempts - 1];
    const isOver = handed.is === 'refused' || pauseMs === undefined;
    log.warn(isOver ? 'a letter could not be sent' : 'a letter could not be sent yet', {
      code: handed.code,
      kind: mail.template,
      attempt: mail.attempts,
    });
    await db.system((tx) => markTried(tx, mail.id, { state: isOver ? 'failed' : 'queued', said: handed.said }));
    return isOver ? undefined : { again: new Date(now.getTime() + pauseMs) };
  }

  return {
    async send({ id }) {
      if (typeof id !== 'string') throw new Error('a letter without an id');
      const using = await settings();
      if (!using) {
        await db.system((tx) => keep(tx, asId(id)));
        return undefined;
      }
      const mail = await begin(asId(id));
      if (!mail) return undefined;
      const brand = brandById(mail.brand);
      if (!brand) throw new Error('a letter of no brand');
      const letter = renderLetter({ ...mail, brand, ...openLetter(secrets, mail.id, mail.sealed) });
      const handed = await transportFor(using.smtpUrl).hand({
        id: showId('mail', mail.id),
        from: { name: brand.name, address: using.from },
        replyTo: brand.supportEmail,
        to: mail.to,
        at: mail.createdAt,
        letter,
      });
      return note(mail, handed);
    },
    async tryOut({ smtpUrl, from }, { brand, to, language }) {
      const transport = openTransport(serverOf(smtpUrl));
      try {
        return await transport.hand({
          id: `test_${clock.now().getTime().toString(36)}`,
          from: { name: brand.name, address: from },
          replyTo: brand.supportEmail,
          to,
          at: clock.now(),
          letter: renderLetter({ brand, origin: brand.origin, language, template: 'test', values: {}, link: null }),
        });
      } finally {
        transport.close();
      }
    },
    close: () => open?.transport.close(),
  };
}

function serverOf(url: string) {
  const server = readSmtpUrl(url);
  if (!server) throw new Error('the address of the mail server is not one');
  return server;
}

async function keep(tx: Tx, id: Id<'mail'>): Promise<void> {
  await tx.run(sql`update mails set state = 'kept' where id = ${id} and state = 'queued'`);
}

// With the letter went its secrets: what is sent is not kept readable.
async function markSent(tx: Tx, id: Id<'mail'>, now: Date): Promise<void> {
  await tx.run(
    sql`update mails set state = 'sent', sent_at = ${now}, sealed = null, last_error = null where id = ${id}`,
  );
}

async function markTried(
  tx: Tx,
  id: Id<'mail'>,
  { state, said }: { state: 'queued' | 'failed'; said: string },
): Promise<void> {
  await tx.run(sql`update mails set state = ${state}, last_error = ${said} where id = ${id} and state = 'queued'`);
}
