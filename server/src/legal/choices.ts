import { createHash } from 'node:crypto';
import type { Id } from '../base/id.ts';
import { brand, newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** How somebody answered; `withdraw` ends an earlier yes, `signal`: their browser says no by Global Privacy Control. */
export type ChoiceMethod = 'accept' | 'reject' | 'choose' | 'withdraw' | 'signal';

/** One answer about what is optional, kept as a proof: no address and no id of the visitor. */
export type ConsentChoice = {
  id: Id<'consentChoice'>;
  at: Date;
  host: string;
  /** Whether each optional provider was agreed to, by its name as it was then. */
  choice: Record<string, boolean>;
  policyVersion: number;
  method: ChoiceMethod;
  /** Kind of browser, such as "Firefox on Linux". */
  agent: string;
};

/** How long a proof is kept, in days: the 180 days a choice holds, and time to answer for it. */
const keptDays = 400;
const listMax = 100;

/** Keeps the proof of a choice. `text` is what was shown with the question; its hash is kept. System transaction. */
export async function recordChoice(
  tx: Tx,
  { text, person, ...choice }: Omit<ConsentChoice, 'id'> & { text: string; person: Id<'person'> | null },
): Promise<void> {
  await tx.run(sql`
    insert into consent_choices (id, at, host, person_id, choice, policy_version, text_hash, method, agent)
    values (${newId('consentChoice', choice.at)}, ${choice.at}, ${choice.host}, ${person},
      ${JSON.stringify(choice.choice)}::jsonb, ${choice.policyVersion}, ${createHash('sha256').update(text).digest()},
      ${choice.method}, ${choice.agent})`);
}

/** The choices a person made while signed in, the newest first, at most 100. System transaction. */
export async function listChoices(tx: Tx, person: Id<'person'>): Promise<ConsentChoice[]> {
  const rows = await tx.many(sql<{
    id: string;
    at: Date;
    host: string;
    choice: Record<string, boolean>;
    policy_version: number;
    method: ChoiceMethod;
    agent: string;
  }>`
    select id, at, host, choice, policy_version, method, agent from consent_choices
    where person_id = ${person} order by at desc, id desc limit ${listMax}`);
  return rows.map(({ policy_version, id, ...row }) => ({ ...row, id: brand(id), policyVersion: policy_version }));
}

/** Forgets proofs whose time is over. System transaction. */
export async function forgetChoices(tx: Tx, now: Date): Promise<number> {
  return tx.run(sql`delete from consent_choices where at < ${new Date(now.getTime() - keptDays * 86_400_000)}`);
}
