import { findOperator } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import type { Brand, Brands } from '../brands/brands.ts';
import type { Tx } from '../db/db.ts';
import { readHouseSettings } from '../installation/installation.ts';

/** Where a letter to whoever answers for a brand goes, and in which language. */
export type DeskAddress = { email: string; language: string };

/**
 * Who reads what people ask of a brand: its support address, or else the operator's address of the legal pages, or else the
 * operator. `undefined` before there is an operator: then it waits on the operator's pages only. System transaction.
 */
export async function deskOf(tx: Tx, brand: Brand): Promise<DeskAddress | undefined> {
  const operator = await findOperator(tx);
  const { legalEmail } = await readHouseSettings(tx);
  const email = brand.supportEmail || legalEmail || operator?.email;
  return email ? { email, language: operator?.language ?? 'en' } : undefined;
}

/**
 * The address that is shown to people who would rather write a letter; none until one is set. The platform's own stands on the
 * platform's site only: a reseller's customers are not shown whose machine it is. System transaction.
 */
export async function publicEmail(tx: Tx, brand: Brand): Promise<string | undefined> {
  const { legalEmail } = await readHouseSettings(tx);
  return brand.supportEmail || (brand.isPlatform && legalEmail) || undefined;
}

/** The brand something came in by, for letters about it; the platform's when that has no host any more. */
export function reachableBrand(brands: Pick<Brands, 'byId' | 'platform'>, id: Id<'brand'>): Brand {
  const found = brands.byId(id);
  return found && found.origin !== '' ? found : brands.platform();
}
