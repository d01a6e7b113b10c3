import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../accounts/accounts.ts';
import { parseId } from '../base/id.ts';
import { sql } from '../db/db.ts';
import { openTeams } from './stage.ts';
import type { InvitationObject, InvitedRole, Workspace } from './workspaces.ts';
import {
  acceptInvitation,
  declineInvitation,
  invitationsTo,
  invite,
  inviteAgain,
  isInvited,
  listInvitations,
  lookAtInvitation,
  memberOf,
  revokeInvitation,
} from './workspaces.ts';

let teams: Awaited<ReturnType<typeof openTeams>>;
let owner: Person;
let live: Workspace;
beforeAll(async () => {
  teams = await openTeams();
  owner = await teams.person();
  ({ live } = await teams.workspace(owner));
});
afterAll(() => teams.close());

const later = (days: number) => new Date(Date.now() + days * 86_400_000);
const address = () => `${Math.random().toString(36).slice(2)}@example.com`;
const send = (email: string, role: InvitedRole = 'agent', at = new Date()) =>
  teams.db.system((tx) => invite(tx, teams.mailer, teams.act(live, owner, 'owner', at), { email, role }));
const tokenOf = () => teams.letters.at(-1)?.link?.split('/').at(-1) ?? '';
const look = (token: string, at = new Date()) => teams.db.system((tx) => lookAtInvitation(tx, token, at));
const idOf = ({ id }: InvitationObject) => {
  const parsed = parseId('invitation', id);
  if (!parsed) throw new Error('no id');
  return parsed;
};
const accept = (one: InvitationObject, person: Person, isProven = false, at = new Date()) =>
  teams.db.system((tx) => acceptInvitation(tx, idOf(one), { person, at, isProven }));

describe('an invitation', () => {
  it('goes out as a letter whose link tells what it is about, and is kept as a hash only', async () => {
    const email = address();
    const sent = await send(email.toUpperCase(), 'developer');
    expect(sent).toMatchObject({ email, role: 'developer' });
    expect(teams.letters.at(-1)).toMatchObject({ to: email, template: 'invitation', values: { workspace: 'Bakery' } });
    const token = tokenOf();
    expect(await look(token)).toMatchObject({ email, role: 'developer', workspaceName: 'Bakery', inviter: 'Ana' });
    const kept = await teams.db.system((tx) =>
      tx.many(sql<{ text: string }>`select i::text as text from invitations i where email = ${email}`),
    );
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('holds for seven days', async () => {
    await send(address());
    const token = tokenOf();
    expect(await look(token, later(6.9))).toBeDefined();
    expect(await look(token, later(7.1))).toBeUndefined();
  });

  it('brings the person with that proven address in, once', async () => {
    const person = await teams.person();
    const one = await send(person.email, 'analyst');
    expect(await teams.db.system((tx) => invitationsTo(tx, person, new Date()))).toHaveLength(1);
    const results = await Promise.allSettled([accept(one, person), accept(one, person)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await teams.db.system((tx) => memberOf(tx, live.id, person.id))).role).toBe('analyst');
    expect(await look(tokenOf())).toBeUndefined();
  });

  it('is nothing to anybody else, nor to who has not proven the address; the letter’s own link proves it', async () => {
    const email = address();
    const one = await send(email);
    const token = tokenOf();
    const stranger = await teams.person();
    await expect(accept(one, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(accept(one, stranger, true)).rejects.toMatchObject({ code: 'not_found' });
    const unproven = await teams.person(email, false);
    expect(await teams.db.system((tx) => invitationsTo(tx, unproven, new Date()))).toEqual([]);
    await expect(accept(one, unproven)).rejects.toMatchObject({ code: 'not_found' });
    expect(await look(token)).toBeDefined();
    await expect(accept(one, unproven, true)).resolves.toMatchObject({ role: 'agent' });
  });

  it('is not sent to a member, nor twice at once to one address', async () => {
    const { person } = await teams.member(live, 'agent');
    await expect(send(person.email)).rejects.toMatchObject({ told: { params: { reason: 'is_member' } } });
    const email = address();
    const results = await Promise.allSettled([send(email), send(email)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(send(email)).rejects.toMatchObject({ told: { params: { reason: 'is_invited' } } });
    await expect(send(email, 'agent', later(8))).resolves.toMatchObject({ email });
  });

  it('fills nobody’s letter box, however often it is taken back and sent anew', async () => {
    const email = address();
    let one = await send(email);
    for (let letters = 1; letters < 5; letters += 1) {
      one = await teams.db.system((tx) => inviteAgain(tx, teams.mailer, teams.act(live, owner, 'owner'), idOf(one)));
    }
    const again = teams.db.system((tx) => inviteAgain(tx, teams.mailer, teams.act(live, owner, 'owner'), idOf(one)));
    await expect(again).rejects.toMatchObject({ code: 'rate_limited' });
    await teams.db.system((tx) => revokeInvitation(tx, teams.act(live, owner, 'owner'), idOf(one)));
    await expect(send(email)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('sent again, taken back or turned down, is worth nothing by its old link', async () => {
    const person = await teams.person();
    const one = await send(person.email);
    const first = tokenOf();
    const act = teams.act(live, owner, 'owner');
    const two = await teams.db.system((tx) => inviteAgain(tx, teams.mailer, act, idOf(one)));
    const second = tokenOf();
    expect([await look(first), (await look(second))?.email]).toEqual([undefined, person.email]);
    await expect(accept(one, person)).rejects.toMatchObject({ code: 'not_found' });
    await teams.db.system((tx) => declineInvitation(tx, idOf(two), { person, at: new Date() }));
    expect(await look(second)).toBeUndefined();
    const three = await send(person.email);
    await teams.db.system((tx) => revokeInvitation(tx, act, idOf(three)));
    await expect(accept(three, person)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('to a role beyond one’s reach cannot be sent, sent again or taken back', async () => {
    const one = await send(address(), 'admin');
    const agent = await teams.member(live, 'agent');
    const act = teams.act(live, agent.person, 'agent');
    const verbs = [
      () => teams.db.system((tx) => invite(tx, teams.mailer, act, { email: address(), role: 'admin' })),
      () => teams.db.system((tx) => inviteAgain(tx, teams.mailer, act, idOf(one))),
      () => teams.db.system((tx) => revokeInvitation(tx, act, idOf(one))),
    ];
    for (const verb of verbs) await expect(verb()).rejects.toMatchObject({ code: 'scope_missing' });
  });

  it('of another workspace is not there, and is listed in its own only', async () => {
    const one = await send(address());
    const other = await teams.person();
    const elsewhere = (await teams.workspace(other)).live;
    const act = teams.act(elsewhere, other, 'owner');
    await expect(teams.db.system((tx) => revokeInvitation(tx, act, idOf(one)))).rejects.toMatchObject({
      code: 'not_found',
    });
    const page = { limit: 200, now: new Date() };
    expect((await teams.db.system((tx) => listInvitations(tx, elsewhere, page))).data).toEqual([]);
    const { data } = await teams.db.system((tx) => listInvitations(tx, live, page));
    expect(data.map(({ id }) => id)).toContain(one.id);
  });

  it('opens sign-up for its own address only', async () => {
    const email = address();
    const one = await send(email);
    const ask = (who: string, at = new Date()) => teams.db.system((tx) => isInvited(tx, idOf(one), who, at));
    expect([
      await ask(email),
      await ask(email.toUpperCase()),
      await ask(address()),
      await ask(email, later(8)),
    ]).toEqual([true, true, false, false]);
  });
});
