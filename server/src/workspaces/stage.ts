import { randomBytes } from 'node:crypto';
import type { Person } from '../accounts/accounts.ts';
import { findPerson } from '../accounts/accounts.ts';
import { systemClock } from '../base/clock.ts';
import { brand, newId, showId } from '../base/id.ts';
import type { Brand } from '../brands/brands.ts';
import type { Db, Tx } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import { chooseLanguage } from '../languages/languages.ts';
import type { Letter } from '../mail/mail.ts';
import { createMailer } from '../mail/mail.ts';
import { createSecrets } from '../secrets/secrets.ts';
import type { Act } from './act.ts';
import { addMember } from './members.ts';
import { type Role, roles } from './permissions.ts';
import type { Workspace } from './workspaces.ts';
import { createWorkspacePair, ownPair, platform } from './workspaces.ts';

/** For tests of the team: a database, people, and the letters that were queued. */
export async function openTeams() {
  const database = await throwawayMigrated();
  const db: Db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  const secrets = createSecrets(randomBytes(32));
  const letters: Letter[] = [];
  const real = createMailer({ secrets, clock: systemClock });
  const mailer = {
    async queue(tx: Tx, letter: Letter) {
      await real.queue(tx, letter);
      tx.afterCommit(() => letters.push(letter));
    },
  };

  async function person(email = `${randomBytes(6).toString('hex')}@example.com`, verified = true): Promise<Person> {
    return db.system(async (tx) => {
      const id = newId('person', new Date());
      await tx.run(sql`
        insert into people (id, reseller_id, email, name, email_verified_at)
        values (${id}, ${platform}, ${email}, 'Ana', ${verified ? new Date() : null}::timestamptz)`);
      const made = await findPerson(tx, id);
      if (!made) throw new Error('no person');
      return made;
    });
  }

  async function workspace(owner: Person): Promise<{ live: Workspace; sandbox: Workspace }> {
    return db.system(async (tx) => {
      const pair = await createWorkspacePair(tx, secrets, { name: 'Bakery', reseller: platform, at: new Date() });
      await ownPair(tx, pair.live, { person: owner, at: new Date() });
      return pair;
    });
  }

  return {
    db,
    letters,
    mailer,
    person,
    workspace,
    /** A new member. */
    async member(live: Workspace, role: Role) {
      const one = await person();
      const id = await db.system((tx) => addMember(tx, { live: live.id, person: one.id, role, at: new Date() }));
      if (!id) throw new Error('no member');
      return { id, person: one };
    },
    act(where: Workspace, one: Person, role: Role, at = new Date()): Act {
      return {
        workspace: where,
        permissions: roles[role].permissions,
        actor: { kind: 'person', id: showId('person', one.id) },
        person: one,
        brand: here,
        language: chooseLanguage(undefined),
        at,
      };
    },
    roles: (live: Workspace) =>
      db.system((tx) =>
        tx.many(sql<{ role: Role }>`select role from members where workspace_id = ${live.id} order by role`),
      ),
    actions: (live: Workspace) =>
      db.system(async (tx) =>
        (
          await tx.many(
            sql<{ action: string }>`select action from audit_entries where chain_id = ${live.id} order by n`,
          )
        ).map(({ action }) => action),
      ),
    async close() {
      await db.end();
      await database.drop();
    },
  };
}

const here: Brand = {
  id: brand('00000000-0000-7000-8000-000000000001'),
  reseller: platform,
  name: 'WhatzAPI',
  origin: 'http://127.0.0.1:3000',
  accent: '#E8A317',
  supportEmail: null,
  chatPhone: null,
  isPlatform: true,
};
