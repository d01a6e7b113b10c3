import type { Secrets } from '../../secrets/secrets.ts';
import { mailInUse } from '../admin/mail-in-use.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { address } from './entering.ts';
import type { AccountPages } from './parts.ts';

/** A letter that somebody was just told of: to whom, and when. */
export type SentLetter = { to: string; at: Date };

/** How long somebody waits before they may ask for another one, in milliseconds. */
const patienceMs = 60_000;

/**
 * The page that tells of a letter. Whom it went to stands sealed in the address: so the page can say it and send another one, the
 * address of a person shows up in no history or log, and known and unknown ones look the same.
 */
export function sentPage(
  visit: Visit,
  secrets: Secrets,
  { page, to, again = false }: { page: '/register/sent' | '/forgot/sent'; to: string; again?: boolean },
): string {
  const plain = Buffer.from(JSON.stringify([to, visit.now.getTime()]));
  const sealed = secrets.sealForHouse(nameOf(visit), plain).toString('base64url');
  return address(visit, page, { to: sealed, told: again ? 'again' : undefined });
}

/** The letter this page tells of; undefined when the address was cut off or made up. */
export function sentLetter(visit: Visit, secrets: Secrets): SentLetter | undefined {
  try {
    const plain = secrets.unsealForHouse(nameOf(visit), Buffer.from(queried(visit, 'to'), 'base64url')).toString();
    const [to, at]: unknown[] = JSON.parse(plain);
    return typeof to === 'string' && typeof at === 'number' ? { to, at: new Date(at) } : undefined;
  } catch {
    // It is not ours: the page then speaks of no address.
    return undefined;
  }
}

/** Seconds until another letter may be asked for; 0 when it may. */
export function patienceLeft(visit: Visit, { at }: SentLetter): number {
  return Math.max(0, Math.ceil((at.getTime() + patienceMs - visit.now.getTime()) / 1000));
}

/** Is there a mail server at all? Without one letters wait for the operator, and a page that says "look in your mail" says so. */
export function createHasServer({
  db,
  secrets,
  house,
}: Pick<AccountPages, 'db' | 'secrets' | 'house'>): () => Promise<boolean> {
  return () => db.system(async (tx) => (await mailInUse(tx, secrets, house.given.mail)) !== null);
}

function nameOf({ knock }: Visit): string {
  return `sent_letter:${knock.host}`;
}
