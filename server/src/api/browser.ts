import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Asking, Knock, Recognized } from '../accounts/accounts.ts';
import { comesFromElsewhere, isCsrfTokenOf, knockOf, mayPost, newCsrfToken } from '../accounts/accounts.ts';
import { Problem } from '../base/problem.ts';
import type { CookieJar, CookieName } from '../cookies/cookies.ts';
import { cookieText, readJar } from '../cookies/cookies.ts';
import { chooseLanguage } from '../languages/languages.ts';
import type { PersonCaller } from './caller.ts';
import type { House } from './house.ts';
import { hostOf } from './http.ts';

/** One request with the cookies of a browser. */
type Browser = {
  house: House;
  request: FastifyRequest;
  reply: FastifyReply;
  jar: CookieJar;
  knock: Knock;
  asking: Asking;
  /** The address the browser reached us at, such as `https://wa.example.com`. */
  origin: string;
};

const safeMethods = new Set(['GET', 'HEAD']);
const signInCookies = ['PHPSESSID', 'remember_me', 'csrf_token'] as const;

/** Does a request show a cookie that could sign it in? */
export function showsSession({ headers }: FastifyRequest): boolean {
  const jar = readJar(headers.cookie);
  return jar.tossed || jar.get('PHPSESSID') !== undefined || jar.get('remember_me') !== undefined;
}

/**
 * The person whose browser calls. Throws `session_expired` when its cookies are worth nothing (any more), and `csrf_failed` when
 * the request does not come from our pages or, being unsafe, brings no token of its session. Cookies that must be set or
 * cleared stand on the reply also when it refuses.
 */
export async function admitBrowser(
  house: House,
  { request, reply, origin }: { request: FastifyRequest; reply: FastifyReply; origin: string },
): Promise<PersonCaller> {
  const jar = readJar(request.headers.cookie);
  const about = { host: request.hostname ?? '', address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
  const knock = knockOf(jar, { ...about, now: house.clock.now() });
  const brand = house.brands.of(hostOf(request));
  const language = chooseLanguage(request.headers['accept-language']);
  const asking = { knock, brand, language, requestId: request.id };
  const browser = { house, request, reply, jar, knock, asking, origin };
  if (knock.tossed) {
    // Planted beside ours, perhaps for a parent domain where we cannot delete one by one; browsers heed this on https only.
    reply.header('clear-site-data', '"cookies"');
    clear(browser);
    throw expired('Your browser showed one of our cookies twice, so none of them is believed. They were cleared.');
  }
  const recognized = await house.accounts.recognize(asking);
  const { caller, isNew } = believe(browser, recognized);
  refuseForeign(browser, { isNew });
  return caller;
}

/** `isNew`: the session was born in this very request, so no token can be of it yet. */
function believe(browser: Browser, recognized: Recognized): { caller: PersonCaller; isNew: boolean } {
  const { asking } = browser;
  switch (recognized.is) {
    case 'signed_in': {
      const { person, session, fresh } = recognized;
      if (fresh) keep(browser, fresh);
      return { caller: { by: 'person', person, session, asking }, isNew: fresh !== undefined };
    }
    case 'half_way':
      throw expired('The code of your second factor is still awaited.');
    case 'robbed':
      clear(browser);
      throw expired('An old “remember me” cookie came back, so all sessions of its person have ended.');
    case 'nobody':
      throw expired('You are not signed in any more.');
  }
}

/** Sets the cookies of a session that was just born from "remember me". */
function keep(
  browser: Browser,
  { token, remember }: NonNullable<Extract<Recognized, { is: 'signed_in' }>['fresh']>,
): void {
  set(browser, 'PHPSESSID', token);
  set(browser, 'csrf_token', newCsrfToken(browser.house.secrets, token));
  if (!remember) return;
  set(
    browser,
    'remember_me',
    remember.value,
    Math.floor((remember.expiresAt.getTime() - browser.knock.now.getTime()) / 1000),
  );
}

function refuseForeign(browser: Browser, { isNew }: { isNew: boolean }): void {
  const { house, request, jar, knock, origin } = browser;
  const { 'sec-fetch-site': site, origin: from, 'x-csrf-token': given } = request.headers;
  if (comesFromElsewhere({ site, origin: from, host: hostOf(request), ownOrigin: origin })) {
    throw new Problem('csrf_failed', { detail: 'The request comes from a page that is not ours.' });
  }
  const cookie = jar.get('csrf_token');
  if (safeMethods.has(request.method)) {
    // Whoever reads may write next, so a browser without a token of its session is given one.
    const session = knock.session;
    if (session && !isNew && (cookie === undefined || !isCsrfTokenOf(house.secrets, session, cookie))) {
      set(browser, 'csrf_token', newCsrfToken(house.secrets, session));
    }
    return;
  }
  const token = typeof given === 'string' ? given : undefined;
  if (!isNew && mayPost(house.secrets, { session: knock.session, cookie, given: token })) return;
  throw new Problem('csrf_failed', {
    detail: 'Send the present value of the cookie `csrf_token` in the header `X-CSRF-Token`.',
  });
}

function clear(browser: Browser): void {
  for (const name of signInCookies) set(browser, name, null);
}

function set({ reply, origin }: Browser, name: CookieName, value: string | null, endsInSeconds?: number): void {
  const secure = origin.startsWith('https:');
  reply.header(
    'set-cookie',
    cookieText(name, value, endsInSeconds === undefined ? { secure } : { secure, endsInSeconds }),
  );
}

function expired(detail: string): Problem {
  return new Problem('session_expired', { detail });
}
