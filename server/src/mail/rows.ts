import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { MailTemplate } from './mailer.ts';

/**
 * `queued`: on its way or waiting for the next try. `kept`: no mail server was set, so it waits in the outbox.
 * `failed`: the server refused it for good, or was away for a day.
 */
export type MailState = 'queued' | 'sent' | 'failed' | 'kept';

/** A letter as the outbox knows it; what it says is opened apart. */
export type Mail = {
  id: Id<'mail'>;
  brand: Id<'brand'>;
  /** Scheme, host and port it was written under. */
  origin: string;
  to: string;
  language: string;
  template: MailTemplate;
  state: MailState;
  attempts: number;
  /** The mail server's own words at the last try. */
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
  sealed: Buffer | null;
};

export type MailRow = {
  id: string;
  brand_id: string;
  host: string;
  to_address: string;
  language: string;
  template: string;
  state: MailState;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  sent_at: Date | null;
  sealed: Buffer | null;
};

export const mailColumns = sql`
  id, brand_id, host, to_address, language, template, state, attempts, last_error, created_at, sent_at, sealed`;

export function readMail(row: MailRow): Mail {
  return {
    id: brand(row.id),
    brand: brand(row.brand_id),
    origin: row.host,
    to: row.to_address,
    language: row.language,
    // Only `queue` writes rows, and it is typed.
    template: row.template as MailTemplate,
    state: row.state,
    attempts: row.attempts,
    lastError: row.last_error,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    sealed: row.sealed,
  };
}

/** System transaction. */
export async function findMail(tx: Tx, id: Id<'mail'>): Promise<Mail | undefined> {
  const row = await tx.maybe(sql<MailRow>`select ${mailColumns} from mails where id = ${id}`);
  return row && readMail(row);
}
