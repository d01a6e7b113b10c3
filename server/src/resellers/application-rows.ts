import { timingSafeEqual } from 'node:crypto';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { newReference } from '../base/reference.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { hashLinkSecret, linkSecret } from '../secrets/secrets.ts';
import type { Application, ApplicationRow, ApplicationState, ApplicationStep, NewApplication } from './application.ts';
import { applicationColumns, readApplication } from './application.ts';

/** The secret of an application's own page: made from its id, so that every letter can lead there. */
export function secretOf(secrets: Secrets, id: Id<'application'>): string {
  return linkSecret(secrets, `application:${id}`);
}

export async function insertApplication(
  tx: Tx,
  secrets: Secrets,
  { brand, ...input }: NewApplication,
  now: Date,
): Promise<Application> {
  const id = newId('application', now);
  const row = await tx.one(sql<ApplicationRow>`
    insert into reseller_applications (id, reseller_id, brand_id, reference, secret_hash, company, website, country, name, email,
      language, customers, use_case, created_at, updated_at)
    values (${id}, ${brand.reseller}, ${brand.id}, ${newReference('RA')}, ${hashLinkSecret(secretOf(secrets, id))}, ${input.company},
      ${input.website}, ${input.country}, ${input.name}, ${input.email}, ${input.language}, ${input.customers}, ${input.useCase},
      ${now}, ${now})
    returning ${applicationColumns}`);
  return readApplication(row);
}

/** Writes a step and takes the application into its state. */
export async function writeStep(
  tx: Tx,
  id: Id<'application'>,
  { state, note, by, at }: { state: ApplicationState; note: string; by: Id<'person'> | null; at: Date },
): Promise<void> {
  await tx.run(sql`update reseller_applications set state = ${state}, updated_at = ${at} where id = ${id}`);
  await tx.run(sql`
    insert into application_steps (application_id, n, at, state, note, taken_by)
    select ${id}, count(*) + 1, ${at}, ${state}, ${note}, ${by} from application_steps where application_id = ${id}`);
}

export async function findApplication(tx: Tx, id: Id<'application'>): Promise<Application | undefined> {
  const row = await tx.maybe(
    sql<ApplicationRow>`select ${applicationColumns} from reseller_applications where id = ${id}`,
  );
  return row && readApplication(row);
}

/** The application for changing, locked until the transaction ends. */
export async function lockApplication(tx: Tx, id: Id<'application'>): Promise<Application | undefined> {
  const row = await tx.maybe(
    sql<ApplicationRow>`select ${applicationColumns} from reseller_applications where id = ${id} for update`,
  );
  return row && readApplication(row);
}

/** By the reference and the secret of its link; a wrong secret is answered like a missing application. */
export async function findByLink(tx: Tx, reference: string, secret: string): Promise<Application | undefined> {
  const row = await tx.maybe(
    sql<ApplicationRow>`select ${applicationColumns} from reseller_applications where reference = ${reference}`,
  );
  return row && timingSafeEqual(row.secret_hash, hashLinkSecret(secret)) ? readApplication(row) : undefined;
}

export async function stepsOf(tx: Tx, id: Id<'application'>): Promise<ApplicationStep[]> {
  return tx.many(
    sql<ApplicationStep>`select n, at, state, note from application_steps where application_id = ${id} order by n`,
  );
}

export async function listApplications(
  tx: Tx,
  { limit, after, state }: PageRequest & { state?: ApplicationState },
): Promise<Page<Application>> {
  const rows = await tx.many(sql<ApplicationRow>`
    select ${applicationColumns} from reseller_applications
    where (${after ?? null}::uuid is null or id < ${after ?? null}::uuid) and (${state ?? null}::text is null or state = ${state ?? null})
    order by id desc limit ${limit + 1}`);
  return cutPage(rows, limit, readApplication);
}
