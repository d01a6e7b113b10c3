import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import { sql } from '../db/db.ts';

/** What a question is about, in the order of the form. */
export const topics = ['sales', 'support', 'billing', 'reseller', 'abuse', 'privacy', 'security', 'other'] as const;

export type Topic = (typeof topics)[number];

/** open: somebody waits for the operator. answered: the operator wrote last. closed: nothing more is expected. */
export type TicketState = 'open' | 'answered' | 'closed';

export const ticketStates: readonly TicketState[] = ['open', 'answered', 'closed'];

/** A question that came in by the contact form. */
export type Ticket = {
  id: Id<'ticket'>;
  /** On whose site it was asked. */
  brand: Id<'brand'>;
  reference: string;
  topic: Topic;
  name: string;
  email: string;
  language: string;
  body: string;
  /** Who was signed in when asking. */
  person: Id<'person'> | null;
  state: TicketState;
  createdAt: Date;
};

export type TicketAnswer = { n: number; at: Date; writtenBy: Id<'person'> | null; body: string };

export type TicketRow = {
  id: string;
  brand_id: string;
  reference: string;
  topic: Topic;
  name: string;
  email: string;
  language: string;
  body: string;
  person_id: string | null;
  state: TicketState;
  created_at: Date;
};

export const ticketColumns = sql`
  id, brand_id, reference, topic, name, email, language, body, person_id, state, created_at`;

export function readTicket(row: TicketRow): Ticket {
  return {
    id: brand(row.id),
    brand: brand(row.brand_id),
    reference: row.reference,
    topic: row.topic,
    name: row.name,
    email: row.email,
    language: row.language,
    body: row.body,
    person: row.person_id === null ? null : brand(row.person_id),
    state: row.state,
    createdAt: row.created_at,
  };
}
