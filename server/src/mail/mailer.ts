import type { Clock } from '../base/clock.ts';
import { newId } from '../base/id.ts';
import type { Brand } from '../brands/brands.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { TextKey } from '../languages/languages.ts';
import { enqueueJob } from '../queue/queue.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { sealLetter } from './contents.ts';

/** A letter is made of the texts `mail.<template>.subject`, `.text` and, where it leads somewhere, `.action`. */
export type MailTemplate = TextKey extends infer Key
  ? Key extends `mail.${infer Name}.subject`
    ? Name
    : never
  : never;

export type Letter = {
  /** Whose name it carries, and whose host its links lead to. */
  brand: Brand;
  to: string;
  language: string;
  template: MailTemplate;
  /** For the texts' placeholders; `brand` is filled in. What looks like a web address in them is made harmless: use `link`. */
  values?: Record<string, string | number>;
  /** Names of values that the operator wrote: web addresses in them stay whole. */
  ourWords?: string[];
  /** Where the button leads; a full address on the brand's origin. */
  link?: string;
  /** One of many at once, such as a notice to everybody: letters somebody waits for go out before it. */
  isBulk?: boolean;
};

export type Mailer = {
  /** Queues a letter in the caller's transaction; it goes out after the commit, or waits in the outbox where no server is set. */
  queue(tx: Tx, letter: Letter): Promise<void>;
};

export const mailJob = 'mail.send';

export function createMailer({ secrets, clock }: { secrets: Secrets; clock: Clock }): Mailer {
  return {
    async queue(tx, { brand, to, language, template, values = {}, ourWords, link, isBulk = false }) {
      if (link !== undefined && !link.startsWith(`${brand.origin}/`)) throw new Error('a letter leads off its brand');
      const now = clock.now();
      const id = newId('mail', now);
      const sealed = sealLetter(secrets, id, { values, link: link ?? null, ourWords });
      await tx.run(sql`
        insert into mails (id, brand_id, host, to_address, language, template, sealed, state, created_at)
        values (${id}, ${brand.id}, ${brand.origin}, ${to}, ${language}, ${template}, ${sealed}, 'queued', ${now})`);
      // Jobs run in the order of their times, and those without one before all others.
      await enqueueJob(tx, { name: mailJob, key: `mail:${id}`, payload: { id }, ...(isBulk ? { runAt: now } : {}) });
    },
  };
}
