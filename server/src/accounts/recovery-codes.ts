import { randomInt } from 'node:crypto';
import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { hashToken } from './token.ts';

const count = 10;
// No letters or digits that are taken for each other: i l o 0 1.
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 3;
const groupLength = 4;

/** Makes ten new codes in place of the old ones. They are shown once; kept is a hash bound to the person. System transaction. */
export async function makeRecoveryCodes(tx: Tx, person: Id<'person'>): Promise<string[]> {
  await tx.run(sql`delete from recovery_codes where person_id = ${person}`);
  const codes = Array.from({ length: count }, newCode);
  for (const code of codes) {
    await tx.run(sql`insert into recovery_codes (person_id, code_hash) values (${person}, ${hashCode(person, code)})`);
  }
  return codes;
}

/** Uses a code up, however it was typed; of several tries at once one gets it. System transaction. */
export async function spendRecoveryCode(tx: Tx, person: Id<'person'>, typed: string, now: Date): Promise<boolean> {
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (code.length !== groups * groupLength) return false;
  const used = await tx.run(sql`
    update recovery_codes set used_at = ${now}
    where person_id = ${person} and code_hash = ${hashCode(person, code)} and used_at is null`);
  return used === 1;
}

/** How many are left. System transaction. */
export async function countRecoveryCodes(tx: Tx, person: Id<'person'>): Promise<number> {
  const { left } = await tx.one(sql<{ left: number }>`
    select count(*)::int as left from recovery_codes where person_id = ${person} and used_at is null`);
  return left;
}

function newCode(): string {
  const group = () => Array.from({ length: groupLength }, () => signs[randomInt(signs.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

// 59 random bits need no slow hash while five tries in 15 minutes are all there is.
function hashCode(person: Id<'person'>, code: string): Buffer {
  return hashToken(`${person} ${code.replaceAll('-', '')}`);
}
