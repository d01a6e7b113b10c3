import type { Tx } from '../db/db.ts';
import type { HouseSettings, SignUpPolicy } from './settings.ts';
import { readHouseSettings } from './settings.ts';

/** Who may sign up now. `legalMissing`: open sign-up waits until the operator said who is behind the legal pages. */
export type SignUp = { policy: SignUpPolicy; legalMissing: boolean };

/** System transaction. */
export async function signUpPolicy(tx: Tx): Promise<SignUp> {
  const settings = await readHouseSettings(tx);
  return { policy: settings.signUp, legalMissing: isLegalMissing(settings) };
}

/** Is anything missing that the legal pages must name? */
export function isLegalMissing({ legalName, legalAddress, legalEmail, legalLaw }: HouseSettings): boolean {
  return [legalName, legalAddress, legalEmail, legalLaw].some((text) => text.trim() === '');
}
