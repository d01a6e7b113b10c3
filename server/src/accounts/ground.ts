import { recordAudit } from '../audit/audit.ts';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import type { Brand } from '../brands/brands.ts';
import type { Db, Tx } from '../db/db.ts';
import type { Language } from '../languages/languages.ts';
import { chooseLanguage, isLanguage } from '../languages/languages.ts';
import type { Mailer, MailTemplate } from '../mail/mail.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { agentLabel, networkOf } from './agent.ts';
import type { Asking } from './asking.ts';
import type { Hasher } from './hasher.ts';
import type { AccountHooks } from './hooks.ts';
import type { Person } from './person.ts';

/** What accounts stand on. */
export type Ground = {
  db: Db;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  mailer: Mailer;
  /** The brand whose name a reseller's people know; for letters that nobody's request brings about. */
  brandFor: (reseller: Id<'reseller'>) => Brand;
  hooks: AccountHooks;
  hasher: Hasher;
};

/** Writes into a person's own record what they did, or what was done in their name. System transaction. */
export async function note(
  tx: Tx,
  { knock, requestId }: Asking,
  person: Pick<Person, 'id' | 'email'>,
  act: { action: string; details?: Record<string, string | number | boolean | null>; by?: Person | 'nobody' },
): Promise<void> {
  const actor = act.by ?? person;
  await recordAudit(tx, {
    chain: person.id,
    action: act.action,
    actor:
      actor === 'nobody'
        ? { kind: 'house', id: null }
        : { kind: actor.id === person.id ? 'person' : 'operator', id: showId('person', actor.id) },
    ...(act.details ? { details: act.details } : {}),
    personal: {
      person: person.id,
      email: person.email,
      // An operator's own network and browser are no business of the person's record.
      ...(act.by && act.by !== 'nobody'
        ? {}
        : { network: networkOf(knock.address), agent: agentLabel(knock.userAgent) }),
    },
    ...(requestId ? { requestId } : {}),
    at: knock.now,
  });
}

/** Queues a letter to a person, in their language. `to` when it goes to another address than theirs. System transaction. */
export async function tell(
  tx: Tx,
  { mailer }: Ground,
  person: Pick<Person, 'email' | 'language'>,
  letter: {
    brand: Brand;
    template: MailTemplate;
    to?: string;
    link?: string;
    values?: Record<string, string | number>;
  },
): Promise<void> {
  const { brand, template, link, values, to = person.email } = letter;
  await mailer.queue(tx, {
    brand,
    to,
    language: languageOf(person),
    template,
    ...(values ? { values } : {}),
    ...(link ? { link } : {}),
  });
}

/** The language a person reads, as long as we have it. */
export function languageOf({ language }: Pick<Person, 'language'>): Language {
  return isLanguage(language) ? language : chooseLanguage(undefined);
}
