import type { Id } from '../base/id.ts';
import type { Brand } from '../brands/brands.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { enqueueJob } from '../queue/queue.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { openLetter } from './contents.ts';
import { mailJob } from './mailer.ts';
import type { Rendered } from './render.ts';
import { renderLetter } from './render.ts';
import { findMail, type Mail, type MailRow, type MailState, mailColumns, readMail } from './rows.ts';

const day = 86_400_000;
/** A kept letter younger than this can still be sent in one go; its links may be old after it. In milliseconds. */
const freshMs = day;
const keptMs = 7 * day;
const sentMs = 30 * day;

/** The newest letters first, from before a letter on. System transaction. */
export async function listMails(
  tx: Tx,
  { before, limit, state }: { before?: Id<'mail'>; limit: number; state?: MailState },
): Promise<Mail[]> {
  const rows = await tx.many(sql<MailRow>`
    select ${mailColumns} from mails
    where (${before ?? null}::uuid is null or id < ${before ?? null}::uuid) and (${state ?? null}::text is null or state = ${state ?? null})
    order by id desc limit ${limit}`);
  return rows.map(readMail);
}

/** How many letters are in which state. System transaction. */
export async function countMails(tx: Tx): Promise<Record<MailState, number>> {
  const rows = await tx.many(
    sql<{ state: MailState; n: number }>`select state, count(*)::int as n from mails group by state`,
  );
  return { queued: 0, sent: 0, failed: 0, kept: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
}

/** A letter as it would be read; `letter` is null once it was sent, because its links are secrets. System transaction. */
export async function readLetter(
  tx: Tx,
  { secrets, brandById }: { secrets: Secrets; brandById: (id: Id<'brand'>) => Brand | undefined },
  id: Id<'mail'>,
): Promise<{ mail: Mail; letter: Rendered | null } | undefined> {
  const mail = await findMail(tx, id);
  if (!mail) return undefined;
  const brand = brandById(mail.brand);
  if (!mail.sealed || !brand) return { mail, letter: null };
  return { mail, letter: renderLetter({ ...mail, brand, ...openLetter(secrets, mail.id, mail.sealed) }) };
}

/** Puts a kept or failed letter on its way again; false when there is none to send. System transaction. */
export async function resendMail(tx: Tx, id: Id<'mail'>): Promise<boolean> {
  const row = await tx.maybe(sql<{ id: string }>`
    update mails set state = 'queued', attempts = 0, last_error = null
    where id = ${id} and state in ('kept', 'failed') and sealed is not null returning id`);
  if (row) await enqueue(tx, row.id);
  return row !== undefined;
}

/** Puts the kept letters of the last 24 hours on their way; answers how many. System transaction. */
export async function sendKept(tx: Tx, now: Date): Promise<number> {
  const rows = await tx.many(sql<{ id: string }>`
    update mails set state = 'queued', attempts = 0
    where state = 'kept' and sealed is not null and created_at > ${new Date(now.getTime() - freshMs)} returning id`);
  for (const { id } of rows) await enqueue(tx, id);
  return rows.length;
}

/**
 * Forgets letters: kept ones and what failed ones say after 7 days, all after 30. Letters that wait get their job again, should it
 * have been lost between two transactions. System transaction.
 */
export async function sweepMails(tx: Tx, now: Date): Promise<void> {
  const [keptSince, sentSince] = [new Date(now.getTime() - keptMs), new Date(now.getTime() - sentMs)];
  await tx.run(
    sql`update mails set sealed = null where state = 'failed' and sealed is not null and created_at < ${keptSince}`,
  );
  await tx.run(sql`
    delete from mails where created_at < ${sentSince} or (state = 'kept' and created_at < ${keptSince})`);
  const waiting = await tx.many(
    sql<{ id: string }>`select id from mails where state = 'queued' order by created_at limit 1000`,
  );
  for (const { id } of waiting) await enqueue(tx, id);
}

async function enqueue(tx: Tx, id: string): Promise<void> {
  await enqueueJob(tx, { name: mailJob, key: `mail:${id}`, payload: { id } });
}
