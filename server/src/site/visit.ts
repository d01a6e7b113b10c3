import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts, Knock, Person, Session } from '../accounts/accounts.ts';
import { isAnonymousSession, isCsrfTokenOf, knockOf, newAnonymousSession, newCsrfToken } from '../accounts/accounts.ts';
import type { Clock } from '../base/clock.ts';
import type { Brand } from '../brands/brands.ts';
import type { Provider } from '../config/config.ts';
import type { CookieJar, CookieName } from '../cookies/cookies.ts';
import { cookieText, foreignCookieGone, readJar } from '../cookies/cookies.ts';
import type { Db } from '../db/db.ts';
import type { Language, Translate } from '../languages/languages.ts';
import { chooseLanguage, languageFacts, languages, translator } from '../languages/languages.ts';
import type { Consent, Notice } from '../legal/legal.ts';
import { openNotices, readConsent } from '../legal/legal.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Protection, protectionOf } from './protection.ts';
import type { Theme } from './theme.ts';
import { chosen } from './theme.ts';

/** Who reads a page. `half_way`: the password was right, the second factor is awaited. */
export type Reader =
  | { is: 'signed_in'; person: Person; session: Session }
  | { is: 'half_way'; person: Person; session: Session }
  | { is: 'nobody' };

/** One request for a page: who asks, in which language, on whose host; and the cookies it may set. */
export type Visit = {
  request: FastifyRequest;
  reply: FastifyReply;
  brand: Brand;
  language: Language;
  t: Translate;
  /** The same visit in another language. */
  speak(language: Language): Visit;
  theme: Theme;
  /** How a password would travel from this browser. */
  protection: Protection;
  /** The path without its language. */
  path: string;
  reader: Reader;
  knock: Knock;
  jar: CookieJar;
  now: Date;
  /** What the visitor said about what is optional. */
  consent: Consent;
  /** Material changes of legal documents that the person has not acknowledged; empty when nobody is signed in. */
  notices: readonly Notice[];
  /** Sets a registered cookie on the reply, or deletes it with null. */
  setCookie(name: CookieName, value: string | null, endsInSeconds?: number): void;
  /**
   * The token for a form on this page. Starts an anonymous session where there is none, so a page without forms never calls it
   * and sets no cookie.
   */
  csrf(): string;
  /** The value of the session cookie that stands after this reply, signed in or anonymous. */
  sessionValue(): string | undefined;
  /** Signs the browser in (or half way): sets the session cookie and a CSRF token that belongs to it. */
  signIn(token: string): void;
  /** Deletes the cookies of a signed-in browser. */
  signOut(): void;
  /** Deletes the cookies that scripts of these providers set on our host. */
  clearCookiesOf(providers: readonly Provider[]): void;
};

export type VisitDeps = {
  db: Db;
  secrets: Secrets;
  clock: Clock;
  brandOf: (host: string) => Brand;
  /** INSECURE_HTTP: may people sign in over plain http from other machines? */
  insecureHttp: boolean;
  accounts: Accounts;
  /** Third parties that pages involve. */
  providers: readonly Provider[];
};

/** Turns a request into a visit. It asks the database only when a cookie says that somebody may be known. */
export type OpenVisit = (request: FastifyRequest, reply: FastifyReply, language: Language) => Promise<Visit>;

export type Visits = {
  open: OpenVisit;
  /** The visit a request was opened as; where it never was, one by nobody, for which nothing is asked. For pages of failures. */
  again: (request: FastifyRequest, reply: FastifyReply) => Promise<Visit>;
};

export function createVisits(deps: VisitDeps): Visits {
  const opened = new WeakMap<FastifyRequest, Visit>();

  async function openAs(
    request: FastifyRequest,
    reply: FastifyReply,
    { language, isNobody }: { language: Language; isNobody: boolean },
  ): Promise<Visit> {
    const now = deps.clock.now();
    const brand = deps.brandOf(request.host);
    const jar = readJar(request.headers.cookie);
    const knock = knockOf(jar, {
      host: request.hostname ?? '',
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      now,
    });
    const secure = brand.origin.startsWith('https:');
    const setCookie: Visit['setCookie'] = (name, value, endsInSeconds) =>
      void reply.header(
        'set-cookie',
        cookieText(name, value, endsInSeconds === undefined ? { secure } : { secure, endsInSeconds }),
      );
    let session = knock.session;
    let csrfToken = jar.get('csrf_token');

    function signIn(token: string): void {
      session = token;
      csrfToken = newCsrfToken(deps.secrets, token);
      setCookie('PHPSESSID', token);
      setCookie('csrf_token', csrfToken);
    }
    function signOut(): void {
      session = undefined;
      csrfToken = undefined;
      for (const name of ['PHPSESSID', 'remember_me', 'csrf_token'] as const) setCookie(name, null);
    }
    function csrf(): string {
      const isOurs =
        session !== undefined &&
        (reader.is !== 'nobody' || isAnonymousSession(deps.secrets, { value: session, host: knock.host, now }));
      if (!isOurs || session === undefined) {
        session = newAnonymousSession(deps.secrets, knock.host, now);
        setCookie('PHPSESSID', session);
        csrfToken = undefined;
      }
      if (csrfToken === undefined || !isCsrfTokenOf(deps.secrets, session, csrfToken)) {
        csrfToken = newCsrfToken(deps.secrets, session);
        setCookie('csrf_token', csrfToken);
      }
      return csrfToken;
    }

    if (knock.tossed) {
      // Planted beside ours, perhaps for a parent domain where we cannot delete one by one; browsers heed this on https only.
      reply.header('clear-site-data', '"cookies"');
      signOut();
    }
    const recognized =
      !isNobody && (knock.session || knock.remember)
        ? await deps.accounts.recognize({ knock, brand, language, requestId: request.id })
        : ({ is: 'nobody' } as const);
    const reader: Reader = recognized.is === 'robbed' ? { is: 'nobody' } : recognized;
    if (recognized.is === 'robbed') signOut();
    if (recognized.is === 'signed_in' && recognized.fresh) {
      signIn(recognized.fresh.token);
      const { remember } = recognized.fresh;
      if (remember) {
        setCookie('remember_me', remember.value, Math.floor((remember.expiresAt.getTime() - now.getTime()) / 1000));
      }
    }
    const notices: readonly Notice[] =
      recognized.is === 'signed_in' ? await deps.db.system((tx) => openNotices(tx, recognized.person)) : [];
    const visit: Visit = {
      request,
      reply,
      brand,
      language,
      t: translator(language),
      speak: (other) => ({ ...visit, language: other, t: translator(other) }),
      theme: chosen(jar.get('theme')) ?? 'system',
      protection: protectionOf({
        protocol: request.protocol,
        hostname: request.hostname ?? '',
        isSecure: secure,
        insecureHttp: deps.insecureHttp,
      }),
      path: withoutLanguage(language, request.url.split('?')[0] ?? '/'),
      reader,
      knock,
      jar,
      now,
      consent: readConsent({
        cookie: jar.get('cookie_consent'),
        signal: request.headers['sec-gpc'] === '1',
        providers: deps.providers,
      }),
      notices,
      setCookie,
      csrf,
      sessionValue: () => session,
      signIn,
      signOut,
      clearCookiesOf: (providers) => {
        for (const { name } of providers.flatMap(({ cookies }) => cookies)) {
          for (const text of foreignCookieGone(name, { host: knock.host, secure })) reply.header('set-cookie', text);
        }
      },
    };
    opened.set(request, visit);
    return visit;
  }

  return {
    open: (request, reply, language) => openAs(request, reply, { language, isNobody: false }),
    again: async (request, reply) =>
      opened.get(request) ?? openAs(request, reply, { language: languageOf(request), isNobody: true }),
  };
}

/** The language an address names, or else the one the browser asks for. */
export function languageOf(request: FastifyRequest): Language {
  const named = languages().find(
    (one) => languageFacts(one).prefix !== '' && `${request.url}/`.startsWith(`${languageFacts(one).prefix}/`),
  );
  return named ?? chooseLanguage(request.headers['accept-language']);
}

function withoutLanguage(language: Language, path: string): string {
  const { prefix } = languageFacts(language);
  return prefix !== '' && `${path}/`.startsWith(`${prefix}/`) ? path.slice(prefix.length) || '/' : path;
}
