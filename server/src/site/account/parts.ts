import type { FastifyReply } from 'fastify';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Db, Tx } from '../../db/db.ts';
import type { MailSettings } from '../../mail/mail.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Page } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import type { Visit } from '../visit.ts';

/** Who may make an account now. `legalMissing`: the operator's legal name and address are not set, so nobody may uninvited. */
export type SignUpState = { policy: 'open' | 'approve' | 'invite' | 'closed'; legalMissing: boolean };

/** What the pages around accounts need from outside. */
export type AccountDeps = {
  accounts: Accounts;
  db: Db;
  secrets: Secrets;
  /** System transaction. */
  signUpPolicy: (tx: Tx) => Promise<SignUpState>;
  /** Whether a mail server is named in the environment; the operator's own is looked up. */
  house: { given: { mail: MailSettings | null } };
  /** The legal versions that somebody who makes an account now agrees to; 0 is none yet. System transaction. */
  currentVersions: (tx: Tx) => Promise<{ terms: number; privacy: number }>;
};

/** And how they show themselves: before the door, and inside. */
export type AccountPages = AccountDeps & {
  showDoor: (visit: Visit, page: Page) => FastifyReply;
  showOwn: (visit: OwnVisit, page: Page) => FastifyReply;
};
