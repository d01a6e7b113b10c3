import type { FastifyInstance, FastifyReply } from 'fastify';
import { comesFromElsewhere, mayPost } from '../accounts/accounts.ts';
import type { Language } from '../languages/languages.ts';
import { chooseLanguage, isLanguage, languages, localPath } from '../languages/languages.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Form } from './form.ts';
import { isSecretName, readForm } from './form.ts';
import { type ShowPage, showMissing } from './page.ts';
import { showCut } from './plain-http.ts';
import type { Reader, Visit, Visits } from './visit.ts';

type Answer = Promise<FastifyReply> | FastifyReply;

/** A visit by somebody signed in. */
export type OwnVisit = Visit & { reader: Extract<Reader, { is: 'signed_in' }> };

/**
 * How rooms of pages put their pages on the server. Public pages exist in every language, under its prefix; own pages
 * (`/account`, `/admin`) under one address, in the language of the person, and lead to the sign-in when nobody is signed in.
 * Every form that comes in carries the CSRF token of its session and comes from our own origin.
 */
export type PageRoutes = {
  get(path: string, answer: (visit: Visit) => Answer): void;
  /** As `get`, and it answers while the database is away: then nobody is recognized. */
  getAnyway(path: string, answer: (visit: Visit) => Answer): void;
  post(path: string, answer: (visit: Visit, form: Form) => Answer): void;
  /** A page that exists in English only, such as the API reference. */
  getInEnglish(path: string, answer: (visit: Visit) => Answer): void;
  ownGet(path: string, answer: (visit: OwnVisit) => Answer): void;
  ownPost(path: string, answer: (visit: OwnVisit, form: Form) => Answer): void;
  /** For the operator alone; everybody else finds no such page. */
  adminGet(path: string, answer: (visit: OwnVisit) => Answer): void;
  adminPost(path: string, answer: (visit: OwnVisit, form: Form) => Answer): void;
};

/** A named part of the address, such as `code` in `/errors/:code`. */
export function param({ request }: Visit, name: string): string {
  const { params } = request;
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/** A field of the query; empty when it did not come, the first when it came twice. */
export function queried({ request }: Visit, name: string): string {
  return new URLSearchParams(request.url.split('?')[1] ?? '').get(name) ?? '';
}

export function createPageRoutes(
  app: FastifyInstance,
  { visits: { open, again }, show, secrets }: { visits: Visits; show: ShowPage; secrets: Secrets },
): PageRoutes {
  function inEveryLanguage(path: string, put: (address: string, language: Language) => void): void {
    for (const language of languages()) put(localPath(language, path), language);
  }

  /** Answers a post, unless its form cannot be believed: then a page that keeps what was typed. */
  async function receive(visit: Visit, answer: (form: Form) => Answer): Promise<FastifyReply> {
    if (visit.protection === 'cut') return showCut(visit, show);
    const form = readForm(visit.request.body);
    const { headers } = visit.request;
    const given = form.get('csrf_token') || String(headers['x-csrf-token'] ?? '');
    const cookie = visit.jar.get('csrf_token');
    // The session that stands now: a token of one that ended is worth nothing in the one born from "remember me".
    if (isFromElsewhere(visit) || !mayPost(secrets, { session: visit.sessionValue(), cookie, given })) {
      return refuseForm(visit, form, show);
    }
    return answer(form);
  }

  async function own(visit: Visit, answer: (visit: OwnVisit) => Answer): Promise<FastifyReply> {
    const { reader } = visit;
    visit.reply.header('cache-control', 'no-store');
    if (reader.is === 'signed_in') return answer({ ...visit, reader });
    const next = visit.request.method === 'GET' ? `?next=${encodeURIComponent(visit.request.url)}` : '';
    return visit.reply.redirect(`${localPath(visit.language, '/login')}${next}`, 303);
  }

  /** The language of a page without a prefix: the person's, or the browser's before anybody is known. */
  async function openOwn(request: Visit['request'], reply: FastifyReply): Promise<Visit> {
    const visit = await open(request, reply, chooseLanguage(request.headers['accept-language']));
    if (visit.reader.is === 'nobody') return visit;
    const { language } = visit.reader.person;
    return isLanguage(language) && language !== visit.language ? visit.speak(language) : visit;
  }

  return {
    get(path, answer) {
      inEveryLanguage(path, (address, language) =>
        app.get(address, async (request, reply) => answer(await open(request, reply, language))),
      );
    },
    getAnyway(path, answer) {
      inEveryLanguage(path, (address, language) =>
        app.get(address, async (request, reply) =>
          answer(await open(request, reply, language).catch(() => again(request, reply))),
        ),
      );
    },
    post(path, answer) {
      inEveryLanguage(path, (address, language) =>
        app.post(address, async (request, reply) => {
          const visit = await open(request, reply, language);
          reply.header('cache-control', 'no-store');
          return receive(visit, (form) => answer(visit, form));
        }),
      );
    },
    getInEnglish(path, answer) {
      app.get(path, async (request, reply) => answer(await open(request, reply, chooseLanguage('en'))));
    },
    ownGet(path, answer) {
      app.get(path, async (request, reply) => own(await openOwn(request, reply), answer));
    },
    ownPost(path, answer) {
      app.post(path, async (request, reply) =>
        own(await openOwn(request, reply), (visit) => receive(visit, (form) => answer(visit, form))),
      );
    },
    adminGet(path, answer) {
      app.get(path, async (request, reply) => own(await openOwn(request, reply), operatorOnly(show, answer)));
    },
    adminPost(path, answer) {
      app.post(path, async (request, reply) =>
        own(
          await openOwn(request, reply),
          operatorOnly(show, (visit) => receive(visit, (form) => answer(visit, form))),
        ),
      );
    },
  };
}

function operatorOnly(show: ShowPage, answer: (visit: OwnVisit) => Answer): (visit: OwnVisit) => Answer {
  return (visit) => (visit.reader.person.isOperator ? answer(visit) : showMissing(visit, show));
}

/** Browsers say where a request comes from; old ones that do not are left to the token. */
export function isFromElsewhere({ request, brand }: Pick<Visit, 'request' | 'brand'>): boolean {
  const { 'sec-fetch-site': site, origin } = request.headers;
  return comesFromElsewhere({ site, origin, host: request.host ?? '', ownOrigin: brand.origin });
}

function refuseForm(visit: Visit, form: Form, show: ShowPage): FastifyReply {
  const kept = form.entries().filter(([name]) => !isSecretName(name));
  return show(visit, {
    view: 'csrf',
    title: visit.t('form.stale_title'),
    description: visit.t('form.stale_title'),
    style: 'legal.css',
    indexed: false,
    status: 403,
    data: { kept, action: visit.request.url },
  });
}
