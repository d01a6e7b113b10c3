import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';

/** A contact as the API and events show it. A phone is `null` where WhatsApp hides it. */
export type ContactObject = {
  id: string;
  name: string | null;
  push_name: string | null;
  phone: string | null;
  suppressed: boolean;
  last_inbound_at: string | null;
  created_at: string;
};

export type ContactRow = {
  id: Id<'contact'>;
  name: string | null;
  push_name: string | null;
  phone: string | null;
  suppressed: boolean;
  last_inbound_at: Date | null;
  created_at: Date;
};

export function showContact(row: ContactRow): ContactObject {
  return {
    id: showId('contact', row.id),
    name: row.name,
    push_name: row.push_name,
    phone: row.phone,
    suppressed: row.suppressed,
    last_inbound_at: row.last_inbound_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
