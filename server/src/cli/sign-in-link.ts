import { findPersonByEmail, linkPaths, makeResetLink } from '../accounts/accounts.ts';
import { recordAudit } from '../audit/audit.ts';
import { systemClock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { createBrands } from '../brands/brands.ts';
import type { Config } from '../config/config.ts';
import { publicUrlSource } from '../config/config.ts';
import type { Db, Tx } from '../db/db.ts';
import { readPublicUrl } from '../installation/installation.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

/** `sign-in-link --email`: a link by which somebody sets a new password, for when no mail arrives. Handed over by whoever has the console. */
export async function signInLink({ config, values }: Call): Promise<Outcome> {
  const email = typeof values['email'] === 'string' ? values['email'].trim().toLowerCase() : '';
  if (email === '') throw new UsageError('Say whose: --email you@example.com');
  const host = typeof values['host'] === 'string' ? values['host'].trim() : '';
  const url = await onDatabase(config, 'sign-in-link', async ({ db }) => {
    const now = systemClock.now();
    const brand = await brandAt(db, config, host);
    return db.system(async (tx) => {
      const person = await findPersonByEmail(tx, brand.reseller, email);
      if (!person) throw new Refusal('not_found', `Nobody at ${brand.origin} has the address ${email}.`);
      await recordAudit(tx, {
        chain: person.id,
        action: 'person.reset_link_made',
        actor: { kind: 'operator', id: null },
        at: now,
      });
      return resetLinkAt(tx, { person: person.id, origin: brand.origin, now });
    });
  });
  return {
    json: { url, email },
    text: `${url}\n  sets a new password for ${email}; good once, for 30 minutes, on that address only`,
  };
}

/** The address of a new link by which a person sets their password. System transaction. */
export async function resetLinkAt(
  tx: Tx,
  { person, origin, now }: { person: Id<'person'>; origin: string; now: Date },
): Promise<string> {
  const token = await makeResetLink(tx, person, new URL(origin).hostname, now);
  return `${origin}${linkPaths.reset}?token=${token}`;
}

/** The brand shown on a host; the platform's where none is named. */
async function brandAt(db: Db, config: Config, host: string) {
  const address = await db.system((tx) => readPublicUrl(tx, publicUrlSource(config)));
  const brands = createBrands({ db, publicUrl: () => address });
  await brands.refresh();
  const brand = host === '' ? brands.platform() : brands.of(host);
  if (host !== '' && brand.isPlatform && new URL(brand.origin).hostname !== host.replace(/:\d+$/, '')) {
    throw new Refusal('not_found', `No brand is shown on ${host}.`);
  }
  return brand;
}
