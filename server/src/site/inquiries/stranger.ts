import { type Budget, networkOf, type SlowDown, take } from '../../accounts/accounts.ts';
import type { Db } from '../../db/db.ts';
import { localPath } from '../../languages/languages.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Form } from '../form.ts';
import type { Visit } from '../visit.ts';

const hourMs = 3_600_000;

/** A field that no person sees: whoever fills it in is a program that fills in everything. */
const trapName = 'homepage';

/** Did a program fill this in? It is thanked like a person, and nothing is stored. */
export function isTrapped(form: Form): boolean {
  return form.get(trapName) !== '';
}

/**
 * Takes one of what a stranger may send: five an hour from one network, and three an hour by one name (an address, a phone), for
 * each kind of form. The answer says how long to wait when that is used up.
 */
export function takeTurn(
  { db, secrets }: { db: Db; secrets: Secrets },
  visit: Visit,
  { kind, by }: { kind: 'contact' | 'application' | 'report'; by: string },
): Promise<SlowDown | undefined> {
  const budgets: Budget[] = [
    { what: `${kind}_network`, of: networkOf(visit.knock.address), max: 5, windowMs: hourMs },
    { what: kind, of: `${visit.brand.reseller} ${by.toLowerCase()}`, max: 3, windowMs: hourMs },
  ];
  return db.system((tx) => take(tx, secrets, { budgets, now: visit.now }));
}

/** The page that thanks, with the reference to keep. */
export function thanksPath({ language }: Visit, reference: string): string {
  return `${localPath(language, '/contact/sent')}?reference=${reference}`;
}
