import { afterEach, describe, expect, it } from 'vitest';
import { newToken } from '../../accounts/accounts.ts';
import { newId } from '../../base/id.ts';
import type { Tx } from '../../db/db.ts';
import { sql } from '../../db/db.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { acceptInvitation, createWorkspacePair, isInvited, platform } from '../../workspaces/workspaces.ts';
import type { SignUpState } from './parts.ts';
import { type AccountStage, openAccountStage, wish } from './stage.ts';

let stage: AccountStage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function openUnder(policy: SignUpState): Promise<AccountStage> {
  const opened = await openAccountStage({
    hooks: {
      signUpPolicy: async () => policy,
      isInvited: (tx, id, email) => isInvited(tx, id, email, opened.now()),
      async onPersonMade(tx, { person, invitation, at }) {
        if (invitation) await acceptInvitation(tx, invitation, { person, at, isProven: true });
      },
    },
  });
  stage = opened;
  return opened;
}

describe.each([
  [{ policy: 'closed', legalMissing: false }, 'has closed sign-up'],
  [{ policy: 'invite', legalMissing: false }, 'Accounts are made by invitation here.'],
  [{ policy: 'open', legalMissing: true }, 'has not yet written down who they are'],
  [{ policy: 'closed', legalMissing: true }, 'has closed sign-up'],
] as const)('sign-up under %o', (policy, why) => {
  it('is explained with a way forward, and takes nobody', async () => {
    const { visitor, lettersTo } = await openUnder(policy);
    const guest = visitor();
    const page = await guest.get('/register');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(why);
    expect(page.body).toContain('href="/contact"');
    expect(page.body).not.toContain('type="password"');
    await guest.get('/login');
    const sent = await guest.post('/register', wish('ana@example.com'));
    expect(sent.statusCode).toBe(403);
    expect(sent.body).toContain(why);
    expect(await lettersTo('ana@example.com')).toBe(0);
  });
});

describe('sign-up that a person approves', () => {
  it('says so before, and after the letter', async () => {
    const { visitor, linkTo } = await openUnder({ policy: 'approve', legalMissing: false });
    const ana = visitor();
    expect((await ana.get('/register')).body).toContain('A person then looks at your request');
    await ana.send('/register', wish('ana@example.com'));
    const link = await linkTo('ana@example.com', 'verify');
    await ana.get(link);
    expect((await ana.send(link)).body).toContain('On this installation a person lets new accounts in.');
    expect((await ana.get('/account')).statusCode).toBe(303);
  });
});

describe('an invitation', () => {
  it('opens sign-up for its address alone, even where it is closed, and leads into the workspace', async () => {
    const { visitor, linkTo, db, now } = await openUnder({ policy: 'closed', legalMissing: false });
    const { text, hash } = newToken();
    await db.system((tx) => insertInvitation(tx, { email: 'ana@example.com', hash, at: now() }));
    const ana = visitor();
    const page = await ana.get(`/register?invitation=${text}`);
    expect(page.body).toContain('<bdi>ana@example.com</bdi>');
    expect(page.body).toContain('You are invited to <b>Bakery</b>. Your role there: Agent.');
    expect(page.body).not.toContain('name="workspace"');
    // Another address in the form changes nothing.
    await ana.send(`/register?invitation=${text}`, wish('mallory@example.com', { workspace: null }));
    const link = await linkTo('ana@example.com', 'verify');
    await ana.get(link);
    await ana.send(link);
    const { n } = await db.system((tx) =>
      tx.one(sql<{ n: number }>`select count(*)::int as n from members where role = 'agent'`),
    );
    expect(n).toBe(1);
    expect((await ana.get(`/register?invitation=${text}`)).headers.location).toBe(`/join/${text}`);
    expect((await visitor().get(`/register?invitation=${text}`)).body).toContain('has closed sign-up');
  });
});

async function insertInvitation(tx: Tx, { email, hash, at }: { email: string; hash: Buffer; at: Date }): Promise<void> {
  const secrets = createSecrets(Buffer.alloc(32, 1));
  const { live } = await createWorkspacePair(tx, secrets, { name: 'Bakery', reseller: platform, at });
  await tx.run(sql`
    insert into invitations (workspace_id, id, email, role, token_hash, invited_by, created_at, expires_at)
    values (${live.id}, ${newId('invitation', at)}, ${email}, 'agent', ${hash}, ${newId('person', at)}, ${at},
      ${new Date(at.getTime() + 86_400_000)})`);
}
