import { findPeople } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Brands } from '../brands/brands.ts';
import type { Tx } from '../db/db.ts';
import type { Mailer } from '../mail/mail.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { deskOf, reachableBrand } from '../tickets/tickets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { ownersOf } from '../workspaces/workspaces.ts';
import type { AbuseCase } from './case.ts';
import { secretOf } from './case-rows.ts';

/** What letters are written with. */
export type LetterDeps = { secrets: Secrets; mailer: Mailer; brands: Pick<Brands, 'byId' | 'ofReseller' | 'platform'> };

type ReporterTemplate = 'case_received' | 'case_proven' | 'case_suspended' | 'case_dismissed';

/** Writes to the reporter, who may have left no address. `note` is the operator's sentence where there is one. */
export async function tellReporter(
  tx: Tx,
  { secrets, mailer, brands }: LetterDeps,
  { abuseCase, template, note = '' }: { abuseCase: AbuseCase; template: ReporterTemplate; note?: string },
): Promise<void> {
  if (abuseCase.email === null) return;
  const brand = reachableBrand(brands, abuseCase.brand);
  await mailer.queue(tx, {
    brand,
    to: abuseCase.email,
    language: abuseCase.language,
    template,
    values: { reference: abuseCase.reference, note },
    ourWords: ['note'],
    link: `${brand.origin}${casePath(abuseCase.reference, secretOf(secrets, abuseCase.id))}`,
  });
}

/** Writes to whoever answers for the site it was reported on, and to the platform. Phones stay on the operator's pages. */
export async function tellDesks(
  tx: Tx,
  { mailer, brands }: LetterDeps,
  { abuseCase, template }: { abuseCase: AbuseCase; template: 'case_opened' | 'case_needs_proof' },
): Promise<void> {
  const platform = brands.platform();
  const desks = [await deskOf(tx, platform), await deskOf(tx, reachableBrand(brands, abuseCase.brand))];
  const byEmail = new Map(desks.flatMap((desk) => (desk ? [[desk.email, desk]] : [])));
  for (const desk of byEmail.values()) {
    await mailer.queue(tx, {
      brand: platform,
      to: desk.email,
      language: desk.language,
      template,
      values: { reference: abuseCase.reference },
      link: `${platform.origin}/admin/cases/${showId('abuseCase', abuseCase.id)}`,
    });
  }
}

/** Tells the owners of a workspace that it was suspended, and why. */
export async function tellOwners(
  tx: Tx,
  { mailer, brands }: LetterDeps,
  { workspace, reason, reference }: { workspace: Workspace; reason: string; reference: string },
): Promise<void> {
  // Members stand on the live workspace of a pair.
  const live: Id<'workspace'> = workspace.kind === 'live' ? workspace.id : workspace.twin;
  const owners = await findPeople(tx, await ownersOf(tx, live));
  const brand = brands.ofReseller(workspace.reseller);
  for (const owner of owners.values()) {
    await mailer.queue(tx, {
      brand,
      to: owner.email,
      language: owner.language,
      template: 'workspace_suspended',
      values: { workspace: workspace.name, reason, reference },
      ourWords: ['reason'],
      link: `${brand.origin}/contact`,
    });
  }
}

/** Where the reporter finds a case, without the language. */
export function casePath(reference: string, secret: string): string {
  return `/report-abuse/${reference}/${secret}`;
}
