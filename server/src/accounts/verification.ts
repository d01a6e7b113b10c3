import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { Asking, Entered } from './asking.ts';
import { lettersTo } from './budgets.ts';
import type { Ground } from './ground.ts';
import { languageOf, tell } from './ground.ts';
import { linkAddress, linkHost, makeLink } from './links.ts';
import type { Registration } from './registrations.ts';
import { findRegistration } from './registrations.ts';
import { take } from './throttle.ts';

/** Writes the letter whose link proves an address. Nothing that somebody typed stands in it but the address. System transaction. */
export async function writeVerification(
  tx: Tx,
  ground: Ground,
  asking: Asking,
  registration: Pick<Registration, 'id' | 'email' | 'language'>,
): Promise<void> {
  const link = await verificationAddress(tx, asking, registration);
  await tell(tx, ground, registration, { brand: asking.brand, template: 'verify', link });
}

/** A new link that proves an address. System transaction. */
export async function verificationAddress(
  tx: Tx,
  { brand, knock }: Asking,
  registration: Pick<Registration, 'id' | 'language'>,
): Promise<string> {
  const token = await makeLink(tx, {
    purpose: 'verify',
    host: linkHost(brand),
    registration: registration.id,
    now: knock.now,
  });
  return linkAddress(brand, languageOf(registration), 'verify', token);
}

/** The same again, for somebody who signs in before they opened the first letter. System transaction. */
export async function writeVerificationAgain(
  tx: Tx,
  ground: Ground,
  asking: Asking,
  id: Id<'registration'>,
): Promise<Entered> {
  const registration = await findRegistration(tx, id);
  if (!registration) return { is: 'refused' };
  const budgets = lettersTo(asking, registration.email);
  const full = await take(tx, ground.secrets, { budgets, now: asking.knock.now });
  if (full) return full;
  await writeVerification(tx, ground, asking, registration);
  return { is: 'unverified' };
}
