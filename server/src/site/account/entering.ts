import type { FastifyReply } from 'fastify';
import type { Accounts, Asking, Entered } from '../../accounts/accounts.ts';
import { Problem } from '../../base/problem.ts';
import { localPath } from '../../languages/languages.ts';
import type { Faults, Outcome } from '../answer-form.ts';
import { again, go, slowDown } from '../answer-form.ts';
import { safePath } from '../form.ts';
import type { Page, ShowPage } from '../page.ts';
import { showCut } from '../plain-http.ts';
import type { Visit } from '../visit.ts';

/** The browser, brand and language of a visit, as accounts want to know them. */
export function askingOf({ knock, brand, language, request }: Visit): Asking {
  return { knock, brand, language, requestId: request.id };
}

/** Where to go after signing in: the page that asked for it, or the account. Never another site, and never out again. */
export function nextOf(text: string): string {
  const path = safePath(text);
  return path === undefined || /\/(login|logout)\b/.test(path) ? '/account' : path;
}

/** The address of a public page with a query, in the language of the visit. */
export function address(visit: Visit, path: string, query: Record<string, string | undefined> = {}): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(set).toString();
  return `${localPath(visit.language, path)}${search && `?${search}`}`;
}

/** Shows a page before the door; where signing in cannot work, it says why instead. */
export function createShowDoor(show: ShowPage): (visit: Visit, page: Page) => FastifyReply {
  return (visit, page) => {
    if (visit.protection === 'cut') return showCut(visit, show);
    visit.reply.header('cache-control', 'no-store');
    return show(visit, { style: 'account.css', script: 'form.js', indexed: false, ...page });
  };
}

/**
 * What follows from the answer to somebody at the door. `next`: where they wanted to go; `sentTo`: the page that says that a
 * letter is on its way; `refused`: what is told when it is not them.
 */
export async function enter(
  visit: Visit,
  entered: Entered,
  { accounts, next, sentTo, refused }: { accounts: Accounts; next: string; sentTo: string; refused: Faults },
): Promise<Outcome> {
  switch (entered.is) {
    case 'signed_in':
      await leaveOld(visit, accounts);
      visit.signIn(entered.token);
      if (entered.remember) {
        const leftMs = entered.remember.expiresAt.getTime() - visit.now.getTime();
        visit.setCookie('remember_me', entered.remember.value, Math.floor(leftMs / 1000));
      } else if (visit.jar.get('remember_me') !== undefined) {
        // Somebody else's, or worthless: either way, this person did not ask for it.
        visit.setCookie('remember_me', null);
      }
      return go(next);
    case 'code_needed':
      await leaveOld(visit, accounts);
      visit.signIn(entered.token);
      return go(address(visit, '/login/code', { next: next === '/account' ? undefined : next }));
    case 'waiting':
      return go(address(visit, '/register/waiting'));
    case 'unverified':
      return go(sentTo);
    case 'refused':
      return again(refused);
    case 'slow_down':
      return slowDown(visit, entered.retryAfterSeconds);
  }
}

/** Tells an address that is none (`validation_failed`) as a value: the page then says so beside its field. */
export function unlessInvalid<Answer>(answer: Promise<Answer>): Promise<Answer | 'invalid'> {
  return answer.catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'validation_failed') return 'invalid';
    throw error;
  });
}

/** A browser holds one session: whoever was signed in is signed out when somebody else comes in. */
async function leaveOld(visit: Visit, accounts: Accounts): Promise<void> {
  if (visit.reader.is === 'signed_in') await accounts.signOut(askingOf(visit), visit.reader.session);
}
