import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { newReference } from '../base/reference.ts';
import type { Brand, Brands } from '../brands/brands.ts';
import type { Ctx, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Mailer } from '../mail/mail.ts';
import { deskOf, reachableBrand } from './desk.ts';
import type { Ticket, TicketAnswer, TicketRow, TicketState, Topic } from './ticket.ts';
import { readTicket, ticketColumns } from './ticket.ts';

export { deskOf, publicEmail, reachableBrand } from './desk.ts';
export type { Ticket, TicketAnswer, TicketState, Topic } from './ticket.ts';
export { ticketStates, topics } from './ticket.ts';

/** `name` ≤ 100, `email` ≤ 254 and `body` 10 to 5000 characters; the form has checked that. */
export type NewTicket = {
  brand: Brand;
  topic: Topic;
  name: string;
  email: string;
  language: string;
  body: string;
  person: Id<'person'> | null;
};

export type Tickets = {
  /** Stores a question and writes to the asker, with the reference, and to whoever answers. */
  open(input: NewTicket): Promise<Ticket>;
  /** Newest first. */
  list(page: PageRequest & { state?: TicketState }): Promise<Page<Ticket>>;
  find(id: Id<'ticket'>): Promise<{ ticket: Ticket; answers: TicketAnswer[] } | undefined>;
  /** Sends an answer to the asker and keeps it; false when there is no such ticket. `body` ≤ 10000 characters. */
  answer(id: Id<'ticket'>, input: { by: Id<'person'>; body: string }): Promise<boolean>;
  /** False when there is no such ticket. */
  setState(id: Id<'ticket'>, state: 'open' | 'closed'): Promise<boolean>;
};

export type TicketsDeps = {
  ctx: Pick<Ctx, 'db' | 'clock'>;
  mailer: Mailer;
  brands: Pick<Brands, 'byId' | 'platform'>;
};

export function createTickets({ ctx, mailer, brands }: TicketsDeps): Tickets {
  const { db, clock } = ctx;

  async function tellDesk(tx: Tx, ticket: Ticket, brand: Brand): Promise<void> {
    const desk = await deskOf(tx, brand);
    if (!desk) return;
    const platform = brands.platform();
    await mailer.queue(tx, {
      brand: platform,
      to: desk.email,
      language: desk.language,
      template: 'ticket_arrived',
      values: { reference: ticket.reference, name: ticket.name, email: ticket.email, message: ticket.body },
      link: `${platform.origin}/admin/tickets/${showId('ticket', ticket.id)}`,
    });
  }

  return {
    open: (input) =>
      db.system(async (tx) => {
        const { brand } = input;
        const ticket = await insertTicket(tx, input, clock.now());
        // Only what we write ourselves goes to an address that nobody has proven: no name, no message.
        await mailer.queue(tx, {
          brand,
          to: ticket.email,
          language: ticket.language,
          template: 'ticket_received',
          values: { reference: ticket.reference },
        });
        await tellDesk(tx, ticket, brand);
        return ticket;
      }),
    list: (page) => db.system((tx) => listTickets(tx, page)),
    find: (id) =>
      db.system(async (tx) => {
        const ticket = await findTicket(tx, id);
        return ticket && { ticket, answers: await answersOf(tx, id) };
      }),
    answer: (id, { by, body }) =>
      db.system(async (tx) => {
        const ticket = await lockTicket(tx, id);
        if (!ticket) return false;
        const now = clock.now();
        await tx.run(sql`
          insert into ticket_answers (ticket_id, n, at, written_by, body)
          select ${id}, count(*) + 1, ${now}, ${by}, ${body} from ticket_answers where ticket_id = ${id}`);
        await setTicketState(tx, id, 'answered', now);
        await mailer.queue(tx, {
          brand: reachableBrand(brands, ticket.brand),
          to: ticket.email,
          language: ticket.language,
          template: 'ticket_answered',
          values: { reference: ticket.reference, answer: body, message: ticket.body },
          ourWords: ['answer'],
        });
        return true;
      }),
    setState: (id, state) => db.system((tx) => setTicketState(tx, id, state, clock.now())),
  };
}

/** How many wait for somebody. System transaction. */
export async function countOpenTickets(tx: Tx): Promise<number> {
  return (await tx.one(sql<{ n: number }>`select count(*)::int as n from tickets where state = 'open'`)).n;
}

/** Days for which tickets are kept after their last change. */
const keptDays = 400;

/** Forgets tickets that nobody has touched for 400 days. System transaction. */
export async function forgetTickets(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  return tx.run(sql`delete from tickets where updated_at < ${before}`);
}

async function insertTicket(tx: Tx, input: NewTicket, now: Date): Promise<Ticket> {
  const row = await tx.one(sql<TicketRow>`
    insert into tickets (id, reseller_id, brand_id, reference, topic, name, email, language, body, person_id, created_at, updated_at)
    values (${newId('ticket', now)}, ${input.brand.reseller}, ${input.brand.id}, ${newReference('T')}, ${input.topic}, ${input.name},
      ${input.email}, ${input.language}, ${input.body}, ${input.person}, ${now}, ${now})
    returning ${ticketColumns}`);
  return readTicket(row);
}

async function listTickets(
  tx: Tx,
  { limit, after, state }: PageRequest & { state?: TicketState },
): Promise<Page<Ticket>> {
  const rows = await tx.many(sql<TicketRow>`
    select ${ticketColumns} from tickets
    where (${after ?? null}::uuid is null or id < ${after ?? null}::uuid) and (${state ?? null}::text is null or state = ${state ?? null})
    order by id desc limit ${limit + 1}`);
  return cutPage(rows, limit, readTicket);
}

async function findTicket(tx: Tx, id: Id<'ticket'>): Promise<Ticket | undefined> {
  const row = await tx.maybe(sql<TicketRow>`select ${ticketColumns} from tickets where id = ${id}`);
  return row && readTicket(row);
}

async function lockTicket(tx: Tx, id: Id<'ticket'>): Promise<Ticket | undefined> {
  const row = await tx.maybe(sql<TicketRow>`select ${ticketColumns} from tickets where id = ${id} for update`);
  return row && readTicket(row);
}

async function answersOf(tx: Tx, id: Id<'ticket'>): Promise<TicketAnswer[]> {
  return tx.many(sql<TicketAnswer>`
    select n, at, written_by as "writtenBy", body from ticket_answers where ticket_id = ${id} order by n`);
}

async function setTicketState(tx: Tx, id: Id<'ticket'>, state: TicketState, now: Date): Promise<boolean> {
  return (await tx.run(sql`update tickets set state = ${state}, updated_at = ${now} where id = ${id}`)) > 0;
}
