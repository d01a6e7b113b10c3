import { judgeAccent, readColour } from '../base/colour.ts';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import { readPhone } from '../base/phone.ts';
import { isMailAddress } from '../base/smtp-url.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { markIn } from './marks.ts';
import { platformBrand } from './platform.ts';

/** A brand's look as somebody typed it; empty texts for what it shall not have. */
export type Look = { name: string; accent: string; supportEmail: string; chatPhone: string };

/** Why a look or a host is not taken. `nearest` is the fit colour nearest to the one asked for. */
export type BrandFault =
  | { field: 'name'; because: 'malformed' | 'taken' | 'mark' }
  | { field: 'accent'; because: 'malformed' }
  | { field: 'accent'; because: 'unfit'; nearest: string }
  | { field: 'supportEmail' | 'chatPhone'; because: 'malformed' }
  | { field: 'host'; because: 'malformed' | 'mark' | 'taken' | 'ours' };

/** A look that was read: as it is stored. */
export type CheckedLook = { name: string; accent: string; supportEmail: string | null; chatPhone: string | null };

/** Reads a look, or says everything that is wrong with it. The platform alone may carry its own name. */
export function checkLook(
  look: Look,
  { isPlatform, platformName }: { isPlatform: boolean; platformName: string },
): { is: 'good'; look: CheckedLook } | { is: 'refused'; faults: BrandFault[] } {
  const faults: BrandFault[] = [];
  const name = look.name.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  const accent = readColour(look.accent);
  const email = look.supportEmail.trim();
  const phone = look.chatPhone.trim() === '' ? null : readPhone(look.chatPhone);
  // Letters, digits, spaces and a few signs: a name stands in headers of mails and titles of pages.
  if (!/^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N} .,&'’+!-]{2,60}$/u.test(name)) {
    faults.push({ field: 'name', because: 'malformed' });
  } else if (markIn(name, isPlatform ? '' : platformName)) faults.push({ field: 'name', because: 'mark' });
  if (accent === undefined) faults.push({ field: 'accent', because: 'malformed' });
  else {
    const verdict = judgeAccent(accent);
    if (verdict.is === 'unfit') faults.push({ field: 'accent', because: 'unfit', nearest: verdict.nearest });
  }
  if (email !== '' && !isMailAddress(email)) faults.push({ field: 'supportEmail', because: 'malformed' });
  if (phone && !phone.ok) faults.push({ field: 'chatPhone', because: 'malformed' });
  if (faults.length > 0 || accent === undefined) return { is: 'refused', faults };
  return {
    is: 'good',
    look: { name, accent, supportEmail: email === '' ? null : email, chatPhone: phone?.ok ? phone.phone : null },
  };
}

/** Adds a reseller's brand. System transaction. */
export async function addBrand(
  tx: Tx,
  { reseller, look, at }: { reseller: Id<'reseller'>; look: CheckedLook; at: Date },
): Promise<{ is: 'added'; id: Id<'brand'> } | { is: 'refused'; fault: BrandFault }> {
  if (await isNameTaken(tx, look.name, null)) return { is: 'refused', fault: { field: 'name', because: 'taken' } };
  const id = newId('brand', at);
  await tx.run(sql`
    insert into brands (id, reseller_id, name, accent, support_email, chat_phone)
    values (${id}, ${reseller}, ${look.name}, ${look.accent}, ${look.supportEmail}, ${look.chatPhone})`);
  return { is: 'added', id };
}

/** Changes how a brand looks. System transaction. */
export async function changeBrand(
  tx: Tx,
  id: Id<'brand'>,
  look: CheckedLook,
): Promise<{ is: 'changed' } | { is: 'missing' } | { is: 'refused'; fault: BrandFault }> {
  if (await isNameTaken(tx, look.name, id)) return { is: 'refused', fault: { field: 'name', because: 'taken' } };
  const changed = await tx.run(sql`
    update brands set name = ${look.name}, accent = ${look.accent}, support_email = ${look.supportEmail},
      chat_phone = ${look.chatPhone} where id = ${id}`);
  return { is: changed === 1 ? 'changed' : 'missing' };
}

// Two brands of one name could pose as each other. The lock makes the look and the write one step.
async function isNameTaken(tx: Tx, name: string, but: Id<'brand'> | null): Promise<boolean> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('whatzapi.brands', 0))`);
  const row = await tx.maybe(sql<{ id: string }>`
    select id from brands where lower(name) = lower(${name}) and id is distinct from ${but}::uuid limit 1`);
  return row !== undefined;
}

/** The name of the platform's own brand, which no other may use. System transaction. */
export async function platformName(tx: Tx): Promise<string> {
  const { name } = await tx.one(sql<{ name: string }>`select name from brands where id = ${platformBrand}`);
  return name;
}
