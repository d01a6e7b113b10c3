import { describe, expect, it } from 'vitest';
import { permissions, reaches, roleNames, roles, scopes } from './permissions.ts';

describe('roles', () => {
  it('hold only what concerns one workspace, and the owner all of it', () => {
    for (const role of roleNames)
      for (const one of roles[role].permissions) expect(['workspace', 'member']).toContain(permissions[one].level);
    expect(roles.owner.permissions.isSupersetOf(new Set(scopes))).toBe(true);
  });

  it('let an owner reach everybody, an admin everybody but owners, and others only what lies within their own', () => {
    const reached = (role: keyof typeof roles) => roleNames.filter((one) => reaches(roles[role].permissions, one));
    expect(reached('owner')).toEqual([...roleNames]);
    expect(reached('admin')).toEqual(roleNames.filter((one) => one !== 'owner'));
    expect(reached('agent')).toEqual(['agent']);
    expect(reached('billing')).toEqual(['billing']);
  });

  it('give members to nobody who may not change members', () => {
    const mayChange = roleNames.filter((role) => roles[role].permissions.has('members:write'));
    expect(mayChange).toEqual(['owner', 'admin']);
  });

  it('show an analyst nothing that anybody wrote', () => {
    const content = [
      'messages:read',
      'chats:read',
      'contacts:read',
      'events:read',
      'media:read',
      'webhooks:read',
    ] as const;
    expect(content.filter((one) => roles.analyst.permissions.has(one))).toEqual([]);
  });
});

describe('an API key', () => {
  it('can carry nothing that only members may do, so it never reaches an owner', () => {
    expect(scopes).not.toContain('workspace:transfer');
    expect(reaches(new Set(scopes), 'owner')).toBe(false);
  });
});
