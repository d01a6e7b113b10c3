import type { Id } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { contactIdOfPhone } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** How much passed between a device and a phone in the last 90 days: counts and times, nothing of what was said. */
export type Traffic = {
  sent: number;
  received: number;
  /** Of those sent, by `purpose` marketing. */
  marketing: number;
  firstSentAt: Date | null;
  lastSentAt: Date | null;
  firstReceivedAt: Date | null;
};

/** For whoever must judge a report about that device. System transaction. */
export async function trafficWith(
  tx: Tx,
  { workspace, device, phone, now }: { workspace: Id<'workspace'>; device: Id<'device'>; phone: Phone; now: Date },
): Promise<Traffic> {
  return tx.one(sql<Traffic>`
    select count(*) filter (where direction = 'out')::int as sent, count(*) filter (where direction = 'in')::int as received,
      count(*) filter (where direction = 'out' and purpose = 'marketing')::int as marketing,
      min(m.created_at) filter (where direction = 'out') as "firstSentAt",
      max(m.created_at) filter (where direction = 'out') as "lastSentAt",
      min(m.created_at) filter (where direction = 'in') as "firstReceivedAt"
    from messages m
    where m.workspace_id = ${workspace} and m.created_at > ${new Date(now.getTime() - 90 * 86_400_000)} and m.chat_id in (
      select c.id from chats c where c.workspace_id = ${workspace} and c.device_id = ${device}
        and c.contact_id = ${contactIdOfPhone(workspace, phone)})`);
}
