import type { PasswordFault } from '../../accounts/accounts.ts';
import type { Translate } from '../../languages/languages.ts';

/** Why a password is not taken, and what to do about it. */
export function passwordFault(t: Translate, fault: PasswordFault): string {
  return t(`password.${fault}`);
}
