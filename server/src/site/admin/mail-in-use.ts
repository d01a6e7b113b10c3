import type { Tx } from '../../db/db.ts';
import { readStoredMail } from '../../installation/installation.ts';
import type { MailSettings } from '../../mail/mail.ts';
import type { Secrets } from '../../secrets/secrets.ts';

/** The mail server letters go to now: the environment's, else the operator's; null when there is none. System transaction. */
export async function mailInUse(tx: Tx, secrets: Secrets, given: MailSettings | null): Promise<MailSettings | null> {
  return given ?? (await readStoredMail(tx, secrets));
}
