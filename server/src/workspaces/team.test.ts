import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../db/db.ts';
import { openTeams } from './stage.ts';
import {
  acceptOwnership,
  changeRole,
  endMemberships,
  endOffer,
  findOffer,
  findPair,
  memberOf,
  offerOwnership,
  ownedAlone,
  ownPair,
  refuseTooManyOwned,
  removeMember,
  renameWorkspace,
} from './workspaces.ts';

let teams: Awaited<ReturnType<typeof openTeams>>;
beforeAll(async () => {
  teams = await openTeams();
});
afterAll(() => teams.close());

async function openTeam() {
  const owner = await teams.person();
  const { live, sandbox } = await teams.workspace(owner);
  const { id } = await teams.db.system((tx) => memberOf(tx, live.id, owner.id));
  return { owner, ownerId: id, live, sandbox };
}

describe('roles of members', () => {
  it('change in the live workspace and its sandbox at once, whichever was named', async () => {
    const { owner, live, sandbox } = await openTeam();
    const agent = await teams.member(live, 'agent');
    const act = teams.act(sandbox, owner, 'owner');
    await teams.db.system((tx) => changeRole(tx, act, { id: agent.id, role: 'developer' }));
    expect(await teams.roles(live)).toEqual([{ role: 'developer' }, { role: 'owner' }]);
    expect(await teams.actions(live)).toEqual(['workspace.made', 'member.role_changed']);
  });

  it('beyond one’s reach can be neither given nor taken', async () => {
    const { live, ownerId } = await openTeam();
    const [admin, other] = [await teams.member(live, 'admin'), await teams.member(live, 'agent')];
    const act = teams.act(live, admin.person, 'admin');
    const refused = { code: 'scope_missing', told: { params: { permission: 'workspace:transfer' } } };
    const change = (id: typeof other.id, role: 'owner' | 'agent') =>
      teams.db.system((tx) => changeRole(tx, act, { id, role }));
    await expect(change(other.id, 'owner')).rejects.toMatchObject(refused);
    await expect(change(admin.id, 'owner')).rejects.toMatchObject(refused);
    await expect(change(ownerId, 'agent')).rejects.toMatchObject(refused);
    await expect(teams.db.system((tx) => removeMember(tx, act, ownerId))).rejects.toMatchObject(refused);
    expect(await teams.roles(live)).toEqual([{ role: 'admin' }, { role: 'agent' }, { role: 'owner' }]);
  });

  it('of another workspace are not there', async () => {
    const [one, two] = [await openTeam(), await openTeam()];
    const act = teams.act(one.live, one.owner, 'owner');
    const change = teams.db.system((tx) => changeRole(tx, act, { id: two.ownerId, role: 'agent' }));
    await expect(change).rejects.toMatchObject({ code: 'not_found' });
    const removal = teams.db.system((tx) => removeMember(tx, act, two.ownerId));
    await expect(removal).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the last owner', () => {
  it('can neither leave nor step down', async () => {
    const { owner, ownerId, live } = await openTeam();
    const act = teams.act(live, owner, 'owner');
    const lastOwner = { code: 'conflict', told: { params: { reason: 'last_owner' } } };
    await expect(teams.db.system((tx) => removeMember(tx, act, ownerId))).rejects.toMatchObject(lastOwner);
    const stepDown = teams.db.system((tx) => changeRole(tx, act, { id: ownerId, role: 'admin' }));
    await expect(stepDown).rejects.toMatchObject(lastOwner);
  });

  it('is left when both owners leave at once, or depose each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { owner, ownerId, live } = await openTeam();
      const other = await teams.member(live, 'owner');
      const [one, two] = [teams.act(live, owner, 'owner'), teams.act(live, other.person, 'owner')];
      const leaving = await Promise.allSettled([
        teams.db.system((tx) => removeMember(tx, one, ownerId)),
        teams.db.system((tx) => removeMember(tx, two, other.id)),
      ]);
      expect(leaving.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await teams.roles(live)).toEqual([{ role: 'owner' }]);
    }
    const { owner, ownerId, live } = await openTeam();
    const other = await teams.member(live, 'owner');
    await Promise.allSettled([
      teams.db.system((tx) => changeRole(tx, teams.act(live, owner, 'owner'), { id: other.id, role: 'agent' })),
      teams.db.system((tx) => changeRole(tx, teams.act(live, other.person, 'owner'), { id: ownerId, role: 'agent' })),
    ]);
    expect(await teams.roles(live)).toEqual([{ role: 'agent' }, { role: 'owner' }]);
  });
});

describe('handing a workspace over', () => {
  it('makes the other the owner once they accept, and tells them by mail', async () => {
    const { owner, ownerId, live } = await openTeam();
    const heir = await teams.member(live, 'billing');
    const offered = await teams.db.system((tx) =>
      offerOwnership(tx, teams.mailer, teams.act(live, owner, 'owner'), heir.id),
    );
    expect(teams.letters.at(-1)).toMatchObject({ to: heir.person.email, template: 'ownership_offered' });
    expect(offered.expires_at > offered.created_at).toBe(true);
    expect(await teams.roles(live)).toEqual([{ role: 'billing' }, { role: 'owner' }]);
    await teams.db.system((tx) => acceptOwnership(tx, teams.act(live, heir.person, 'billing')));
    const rolesNow = await teams.db.system(async (tx) => [
      (await memberOf(tx, live.id, owner.id)).role,
      (await memberOf(tx, live.id, heir.person.id)).role,
    ]);
    expect(rolesNow).toEqual(['admin', 'owner']);
    expect(await teams.actions(live)).toEqual(['workspace.made', 'ownership.offered', 'ownership.transferred']);
    expect(ownerId).toBeDefined();
  });

  it('works for nobody else, not after a week, and not once the asker is no owner any more', async () => {
    const { owner, ownerId, live } = await openTeam();
    const [heir, other] = [await teams.member(live, 'agent'), await teams.member(live, 'owner')];
    const accept = (at?: Date) =>
      teams.db.system((tx) => acceptOwnership(tx, teams.act(live, heir.person, 'agent', at)));
    const offer = () =>
      teams.db.system((tx) => offerOwnership(tx, teams.mailer, teams.act(live, owner, 'owner'), heir.id));
    await expect(accept()).rejects.toMatchObject({ code: 'not_found' });
    await offer();
    const stranger = await teams.member(live, 'admin');
    const byStranger = teams.db.system((tx) => acceptOwnership(tx, teams.act(live, stranger.person, 'admin')));
    await expect(byStranger).rejects.toMatchObject({ code: 'not_found' });
    await expect(accept(new Date(Date.now() + 8 * 86_400_000))).rejects.toMatchObject({ code: 'not_found' });
    const depose = teams.act(live, other.person, 'owner');
    await teams.db.system((tx) => changeRole(tx, depose, { id: ownerId, role: 'agent' }));
    await expect(accept()).rejects.toMatchObject({ code: 'not_found' });
    await expect(offer()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('ends when the one it was offered to, or an owner, says no', async () => {
    const { owner, live } = await openTeam();
    const [heir, admin] = [await teams.member(live, 'agent'), await teams.member(live, 'admin')];
    const offer = () =>
      teams.db.system((tx) => offerOwnership(tx, teams.mailer, teams.act(live, owner, 'owner'), heir.id));
    const end = (act: Parameters<typeof endOffer>[1]) => teams.db.system((tx) => endOffer(tx, act));
    await offer();
    await expect(end(teams.act(live, admin.person, 'admin'))).rejects.toMatchObject({ code: 'not_found' });
    await end(teams.act(live, heir.person, 'agent'));
    await offer();
    await end(teams.act(live, owner, 'owner'));
    expect(await teams.db.system((tx) => findOffer(tx, live, new Date()))).toBeUndefined();
  });
});

describe('a person', () => {
  it('owns ten workspaces at most, also when two are asked for at once', async () => {
    const { owner } = await openTeam();
    for (let made = 1; made < 9; made += 1) await teams.workspace(owner);
    const make = async () =>
      teams.db.system(async (tx) => {
        await refuseTooManyOwned(tx, owner.id);
        const { live } = await openTeam();
        await ownPair(tx, live, { person: owner, at: new Date() });
      });
    const results = await Promise.allSettled([make(), make()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('finds their pair by its live id and by its sandbox’s, and nobody else’s', async () => {
    const [one, two] = [await openTeam(), await openTeam()];
    for (const { id } of [one.live, one.sandbox]) {
      const pair = await teams.db.system((tx) => findPair(tx, one.owner.id, id));
      expect(pair).toMatchObject({ live: { id: one.live.id }, sandbox: { id: one.sandbox.id }, role: 'owner' });
      expect(await teams.db.system((tx) => findPair(tx, two.owner.id, id))).toBeUndefined();
    }
  });

  it('renames both workspaces of a pair', async () => {
    const { owner, live, sandbox } = await openTeam();
    await teams.db.system((tx) => renameWorkspace(tx, teams.act(sandbox, owner, 'owner'), 'New name'));
    const pair = await teams.db.system((tx) => findPair(tx, owner.id, live.id));
    expect([pair?.live.name, pair?.sandbox.name]).toEqual(['New name', 'New name']);
  });

  it('must hand over what others use before leaving, and nothing else', async () => {
    const { owner, live } = await openTeam();
    const ask = () => teams.db.system((tx) => ownedAlone(tx, owner.id));
    await teams.workspace(owner);
    expect(await ask()).toEqual([]);
    await teams.member(live, 'agent');
    expect(await ask()).toEqual(['Bakery']);
    await teams.member(live, 'owner');
    expect(await ask()).toEqual([]);
  });
});

describe('an erased account', () => {
  const leave = (person: Parameters<typeof endMemberships>[1]) =>
    teams.db.system((tx) => endMemberships(tx, person, new Date()));
  const stateOf = (id: string) =>
    teams.db.system((tx) => tx.one(sql<{ state: string }>`select state from workspaces where id = ${id}`));

  it('leaves a workspace nobody is in suspended, with its sandbox', async () => {
    const { owner, live, sandbox } = await openTeam();
    await leave(owner.id);
    expect(await stateOf(live.id)).toEqual({ state: 'suspended' });
    expect(await stateOf(sandbox.id)).toEqual({ state: 'suspended' });
    expect(await teams.actions(live)).toEqual(['workspace.made', 'member.left', 'workspace.suspended']);
  });

  it('passes ownership on to the admin who is there longest, where others stay without an owner', async () => {
    const { owner, live } = await openTeam();
    await teams.member(live, 'agent');
    const heir = await teams.member(live, 'admin');
    await teams.member(live, 'admin');
    await leave(owner.id);
    expect((await teams.db.system((tx) => memberOf(tx, live.id, heir.person.id))).role).toBe('owner');
    expect(await teams.roles(live)).toEqual([{ role: 'admin' }, { role: 'agent' }, { role: 'owner' }]);
    expect(await stateOf(live.id)).toEqual({ state: 'active' });
  });
});
