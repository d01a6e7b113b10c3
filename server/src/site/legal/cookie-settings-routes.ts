import type { FastifyInstance, FastifyReply } from 'fastify';
import { agentLabel, networkOf, take } from '../../accounts/accounts.ts';
import type { Provider } from '../../config/config.ts';
import type { Db } from '../../db/db.ts';
import { languageFacts, languages, localPath } from '../../languages/languages.ts';
import type { ChoiceMethod } from '../../legal/legal.ts';
import {
  allowedProviders,
  consentValue,
  newestVersions,
  optionalProviders,
  recordChoice,
  told,
} from '../../legal/legal.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Form } from '../form.ts';
import { readForm, safePath } from '../form.ts';
import type { ShowPage } from '../page.ts';
import { isFromElsewhere, type PageRoutes, queried } from '../routes.ts';
import type { OpenVisit, Visit } from '../visit.ts';
import { questionText } from './question-text.ts';
import { cookiesTable } from './tables.ts';

type Deps = {
  app: FastifyInstance;
  pages: PageRoutes;
  open: OpenVisit;
  show: ShowPage;
  db: Db;
  secrets: Secrets;
  providers: readonly Provider[];
};

/** Answers of one network that are kept within an hour, so that a stranger cannot fill the table of proofs. */
const answersMax = 60;
const hourMs = 3_600_000;

/**
 * `/cookie-settings`: what is set here, and the choice about what is optional. Answers come in by a plain form that starts no
 * session and so carries no token: like the theme, it only changes what this browser is shown, and must come from our origin.
 */
export function cookieSettingsRoutes({ app, pages, open, show, db, secrets, providers }: Deps): void {
  pages.get('/cookie-settings', (visit) => showSettings(visit, show, { providers, status: 200 }));

  async function choose(visit: Visit, form: Form): Promise<FastifyReply> {
    const { knock, now, reader, consent, reply, t } = visit;
    reply.header('cache-control', 'no-store');
    const answer = read(form, visit, providers);
    if (!answer) return showSettings(visit, show, { providers, status: 422 });
    const { method, accepted } = answer;
    const budgets = [{ what: 'cookie_choice', of: networkOf(knock.address), max: answersMax, windowMs: hourMs }];
    const { isKept, policyVersion } = await db.system(async (tx) => {
      const newest = (await newestVersions(tx)).find(({ document }) => document === 'cookies');
      const version = newest?.version ?? 1;
      if (await take(tx, secrets, { budgets, now })) return { isKept: false, policyVersion: version };
      await recordChoice(tx, {
        at: now,
        host: knock.host,
        person: reader.is === 'signed_in' ? reader.person.id : null,
        choice: Object.fromEntries(optionalProviders(providers).map(({ key, name }) => [name, accepted.includes(key)])),
        policyVersion: version,
        text: questionText(t, providers),
        method,
        agent: agentLabel(knock.userAgent),
      });
      return { isKept: true, policyVersion: version };
    });
    // A no is obeyed also when it is not kept; a yes without a proof would be none.
    if (!isKept && accepted.length > 0) return showSettings(visit, show, { providers, status: 429 });
    // Where the browser itself says no, nothing needs to be remembered.
    visit.setCookie(
      'cookie_consent',
      method === 'signal' ? null : consentValue(policyVersion, { providers, accepted }),
    );
    const before = allowedProviders(providers, consent);
    const refused = optionalProviders(providers).filter(({ key }) => !accepted.includes(key));
    // After a first no there is nothing to delete; after a yes the cookies of what was withdrawn go.
    visit.clearCookiesOf(refused.filter((provider) => before.includes(provider) || method === 'withdraw'));
    const back = safePath(form.get('back'));
    return reply.redirect(back ?? `${localPath(visit.language, '/cookie-settings')}?saved=1`, 303);
  }

  for (const language of languages()) {
    app.post(localPath(language, '/cookie-settings'), async (request, reply) => {
      const visit = await open(request, reply, language);
      if (isFromElsewhere(visit)) return reply.code(403).send();
      if (optionalProviders(providers).length === 0) {
        return reply.redirect(localPath(language, '/cookie-settings'), 303);
      }
      return choose(visit, readForm(request.body));
    });
  }

  app.get('/.well-known/gpc.json', (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=86400')
      .type('application/json')
      .send({ gpc: true, lastUpdate: '2026-11-25' }),
  );
}

/** What a form says; undefined when it says nothing that can be understood. Where the browser says no, so does the answer. */
function read(
  form: Form,
  { consent }: Visit,
  providers: readonly Provider[],
): { method: ChoiceMethod; accepted: string[] } | undefined {
  const keys = optionalProviders(providers).map(({ key }) => key);
  if (consent.is === 'signal') return { method: 'signal', accepted: [] };
  const hadSome = consent.is === 'chosen' && consent.accepted.length > 0;
  switch (form.get('choice')) {
    case 'accept':
      return { method: 'accept', accepted: keys };
    case 'reject':
      return { method: hadSome ? 'withdraw' : 'reject', accepted: [] };
    case 'choose': {
      const accepted = keys.filter((key) => form.all('provider').includes(key));
      return { method: hadSome && accepted.length === 0 ? 'withdraw' : 'choose', accepted };
    }
    default:
      return undefined;
  }
}

function showSettings(
  visit: Visit,
  show: ShowPage,
  { providers, status }: { providers: readonly Provider[]; status: 200 | 422 | 429 },
): FastifyReply {
  const { t, language, consent, brand } = visit;
  const { dir } = languageFacts(language);
  const reader = { language, dir };
  const allowed = allowedProviders(providers, consent);
  return show(visit, {
    view: 'legal/cookie-settings',
    title: t('consent.settings_title'),
    description: t('consent.settings_title'),
    style: 'legal.css',
    indexed: false,
    status,
    data: {
      consent,
      wasSaved: status === 200 && queried(visit, 'saved') !== '',
      status,
      providers: optionalProviders(providers).map((provider) => ({
        ...provider,
        purpose: told(provider.purpose, reader),
        data: told(provider.data, reader),
        isAccepted: allowed.includes(provider),
        cookies: provider.cookies.map(({ name }) => name),
      })),
      hasAccepted: consent.is === 'chosen' && consent.accepted.length > 0,
      table: cookiesTable(t, { providers, isSecure: brand.origin.startsWith('https:') }),
    },
  });
}
