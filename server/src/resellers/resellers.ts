import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Brands } from '../brands/brands.ts';
import type { Ctx, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Mailer } from '../mail/mail.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { deskOf, reachableBrand } from '../tickets/tickets.ts';
import type { Application, ApplicationState, ApplicationStep, NewApplication, NextState } from './application.ts';
import { nextStates } from './application.ts';
import {
  findApplication,
  findByLink,
  insertApplication,
  listApplications,
  lockApplication,
  secretOf,
  stepsOf,
  writeStep,
} from './application-rows.ts';

export type {
  Application,
  ApplicationState,
  ApplicationStep,
  CustomerRange,
  NewApplication,
  NextState,
} from './application.ts';
export { applicationStates, customerRanges, nextStates } from './application.ts';

/** `ended`: it is no longer in a state from which that is possible. */
export type StepOutcome = 'done' | 'ended' | 'missing';

export type ResellerApplications = {
  /** Stores an application; a letter carries its reference and the secret of its page. */
  apply(input: NewApplication): Promise<{ application: Application; secret: string }>;
  /** What the applicant sees under their link; a wrong secret is answered like a wrong reference. */
  look(link: Link): Promise<Seen | undefined>;
  withdraw(link: Link): Promise<StepOutcome>;
  /** Newest first. */
  list(page: PageRequest & { state?: ApplicationState }): Promise<Page<Application>>;
  find(id: Id<'application'>): Promise<Seen | undefined>;
  /** Takes it one step on; the applicant reads `note` (≤ 2000 characters) in a letter and on their page. */
  step(id: Id<'application'>, input: { to: NextState; note: string; by: Id<'person'> }): Promise<StepOutcome>;
};

export type Link = { reference: string; secret: string };
export type Seen = { application: Application; steps: ApplicationStep[] };

export type ResellerApplicationsDeps = {
  ctx: Pick<Ctx, 'db' | 'clock'>;
  secrets: Secrets;
  mailer: Mailer;
  brands: Pick<Brands, 'byId' | 'platform'>;
};

export function createResellerApplications({
  ctx,
  secrets,
  mailer,
  brands,
}: ResellerApplicationsDeps): ResellerApplications {
  const { db, clock } = ctx;

  async function tellApplicant(tx: Tx, application: Application, state: ApplicationState, note: string): Promise<void> {
    const brand = reachableBrand(brands, application.brand);
    await mailer.queue(tx, {
      brand,
      to: application.email,
      language: application.language,
      template: `application_${state}`,
      values: { reference: application.reference, note },
      ourWords: ['note'],
      link: `${brand.origin}${applicationPath(application.reference, secretOf(secrets, application.id))}`,
    });
  }

  async function tellDesk(tx: Tx, application: Application, template: 'application_arrived' | 'application_ended') {
    const platform = brands.platform();
    const desk = await deskOf(tx, reachableBrand(brands, application.brand));
    if (!desk) return;
    await mailer.queue(tx, {
      brand: platform,
      to: desk.email,
      language: desk.language,
      template,
      values: { reference: application.reference, company: application.company },
      link: `${platform.origin}/admin/applications/${showId('application', application.id)}`,
    });
  }

  async function see(tx: Tx, application: Application | undefined): Promise<Seen | undefined> {
    return application && { application, steps: await stepsOf(tx, application.id) };
  }

  return {
    apply: (input) =>
      db.system(async (tx) => {
        const at = clock.now();
        const application = await insertApplication(tx, secrets, input, at);
        await writeStep(tx, application.id, { state: 'received', note: '', by: null, at });
        await tellApplicant(tx, application, 'received', '');
        await tellDesk(tx, application, 'application_arrived');
        return { application, secret: secretOf(secrets, application.id) };
      }),
    look: ({ reference, secret }) => db.system(async (tx) => see(tx, await findByLink(tx, reference, secret))),
    withdraw: ({ reference, secret }) =>
      db.system(async (tx) => {
        const found = await findByLink(tx, reference, secret);
        const application = found && (await lockApplication(tx, found.id));
        if (!application) return 'missing';
        if (!mayWithdraw(application)) return 'ended';
        await writeStep(tx, application.id, { state: 'withdrawn', note: '', by: null, at: clock.now() });
        await tellApplicant(tx, application, 'withdrawn', '');
        await tellDesk(tx, application, 'application_ended');
        return 'done';
      }),
    list: (page) => db.system((tx) => listApplications(tx, page)),
    find: (id) => db.system(async (tx) => see(tx, await findApplication(tx, id))),
    step: (id, { to, note, by }) =>
      db.system(async (tx) => {
        const application = await lockApplication(tx, id);
        if (!application) return 'missing';
        const possible: readonly string[] = nextStates[application.state];
        if (!possible.includes(to)) return 'ended';
        await writeStep(tx, id, { state: to, note, by, at: clock.now() });
        await tellApplicant(tx, application, to, note);
        return 'done';
      }),
  };
}

/** May the applicant still take it back? */
export function mayWithdraw({ state }: Application): boolean {
  return state === 'received' || state === 'reviewing';
}

/** Where the applicant finds it, without the language. */
export function applicationPath(reference: string, secret: string): string {
  return `/resellers/application/${reference}/${secret}`;
}

/** How many nobody has looked at yet. System transaction. */
export async function countNewApplications(tx: Tx): Promise<number> {
  return (
    await tx.one(sql<{ n: number }>`select count(*)::int as n from reseller_applications where state = 'received'`)
  ).n;
}

/** Days for which applications are kept after their last change. */
const keptDays = 400;

/** Forgets applications that nobody has touched for 400 days. System transaction. */
export async function forgetApplications(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  return tx.run(sql`delete from reseller_applications where updated_at < ${before}`);
}
