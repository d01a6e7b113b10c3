import { z } from 'zod';
import type { Person, SecondFactorState } from '../accounts/accounts.ts';
import { showId } from '../base/id.ts';
import { isLanguage, languages } from '../languages/languages.ts';
import { invalid } from './input.ts';
import { personListing } from './listing.ts';
import { missing, personOperation } from './operation.ts';
import { idShape, name, time } from './shapes.ts';

const tag = 'Account';

const accountShape = z
  .object({
    id: idShape('person'),
    email: z.string(),
    name: z.string(),
    language: z.string().describe('Of pages and letters: a BCP 47 tag such as `pt-BR`.'),
    operator: z.boolean().describe('Whether you run this installation.'),
    legal_mail: z.boolean().describe('Whether material changes of legal documents also come by mail.'),
    second_factor: z.object({
      on: z.boolean(),
      since: time.nullable(),
      recovery_codes_left: z.number().int().nullable(),
    }),
    leaves_at: time.nullable().describe('When the account is erased, where you asked for that.'),
    created_at: time,
  })
  .meta({ id: 'Account', description: 'Your own account.' });

const sessionShape = z
  .object({
    id: idShape('session'),
    current: z.boolean().describe('Whether this very request came with it.'),
    agent: z.string().meta({ examples: ['Chrome on Linux'] }),
    network: z.string().meta({ examples: ['203.0.113.0/24'] }),
    remembered: z.boolean().describe('Whether it was born from “remember me”.'),
    created_at: time,
    seen_at: time,
    ends_at: time,
  })
  .meta({ id: 'Session', description: 'A browser you are signed in with.' });

const browserShape = z
  .object({
    id: idShape('browser'),
    agent: z.string().meta({ examples: ['Firefox on Windows'] }),
    network: z.string().meta({ examples: ['203.0.113.0/24'] }),
    created_at: time,
    last_used_at: time,
    expires_at: time,
  })
  .meta({
    id: 'RememberedBrowser',
    description: 'A browser that stays signed in for 30 days, because you asked for that.',
  });

export const getAccount = personOperation({
  id: 'getAccount',
  tag,
  summary: 'Get your account',
  permission: null,
  rate: 'reads',
  reply: accountShape,
  transaction: 'none',
  run: async ({ house, caller: { person } }) => show(person, await house.accounts.secondFactorOf(person.id)),
});

export const updateAccount = personOperation({
  id: 'updateAccount',
  tag,
  summary: 'Change your account',
  description: 'Address, password and second factor change on the pages under `/account`, which ask for proof.',
  permission: null,
  rate: 'writes',
  body: z.strictObject({
    name: name.optional(),
    language: z.string().min(2).max(20).optional(),
    legal_mail: z.boolean().optional(),
  }),
  reply: accountShape,
  transaction: 'none',
  example: { language: 'pt-BR' },
  async run({ house, caller: { person }, body }) {
    const { name: called, language, legal_mail: legalMail } = body;
    if (language !== undefined && !isLanguage(language)) {
      throw invalid([{ path: 'language', message: `Must be one of ${languages().join(', ')}.` }]);
    }
    const changed = await house.accounts.changeProfile(person.id, {
      ...(called === undefined ? {} : { name: called }),
      ...(language === undefined ? {} : { language }),
      ...(legalMail === undefined ? {} : { legalMail }),
    });
    return show(changed, await house.accounts.secondFactorOf(person.id));
  },
});

export const listSessions = personListing({
  id: 'listSessions',
  tag,
  summary: 'List your sessions',
  description: 'The one used last comes first.',
  permission: null,
  item: sessionShape,
  transaction: 'none',
  async run({ house, caller }) {
    const { sessions } = await house.accounts.overview(caller.person.id);
    return sessions.map((one) => ({
      id: showId('session', one.id),
      current: one.id === caller.session.id,
      agent: one.agent,
      network: one.network,
      remembered: one.remembered !== null,
      created_at: one.createdAt.toISOString(),
      seen_at: one.seenAt.toISOString(),
      ends_at: one.endsAt.toISOString(),
    }));
  },
});

export const endSession = personOperation({
  id: 'endSession',
  tag,
  summary: 'End a session',
  description:
    'A session born from “remember me” takes that browser’s memory with it. The present one may be ended too.',
  permission: null,
  rate: 'writes',
  path: { id: 'session' },
  problems: ['not_found'],
  transaction: 'none',
  async run({ house, caller, params }) {
    if (!(await house.accounts.endSession(caller.asking, caller.session, params.id))) throw missing();
  },
});

export const listBrowsers = personListing({
  id: 'listBrowsers',
  tag,
  summary: 'List remembered browsers',
  description: 'The one used last comes first.',
  permission: null,
  item: browserShape,
  transaction: 'none',
  async run({ house, caller }) {
    const { browsers } = await house.accounts.overview(caller.person.id);
    return browsers.map((one) => ({
      id: showId('browser', one.id),
      agent: one.agent,
      network: one.network,
      created_at: one.createdAt.toISOString(),
      last_used_at: one.lastUsedAt.toISOString(),
      expires_at: one.expiresAt.toISOString(),
    }));
  },
});

export const forgetBrowser = personOperation({
  id: 'forgetBrowser',
  tag,
  summary: 'Forget a browser',
  description: 'Ends the sessions born from it too.',
  permission: null,
  rate: 'writes',
  path: { id: 'browser' },
  problems: ['not_found'],
  transaction: 'none',
  async run({ house, caller, params }) {
    if (!(await house.accounts.forgetBrowser(caller.asking, caller.session, params.id))) throw missing();
  },
});

function show(person: Person, factor: SecondFactorState) {
  return {
    id: showId('person', person.id),
    email: person.email,
    name: person.name,
    language: person.language,
    operator: person.isOperator,
    legal_mail: person.wantsLegalMail,
    second_factor:
      factor.is === 'on'
        ? { on: true, since: factor.since.toISOString(), recovery_codes_left: factor.recoveryCodesLeft }
        : { on: false, since: null, recovery_codes_left: null },
    leaves_at: person.leavesAt?.toISOString() ?? null,
    created_at: person.createdAt.toISOString(),
  };
}
