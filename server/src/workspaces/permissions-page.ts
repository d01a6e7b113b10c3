import { deviceScopes, isScope, permissions, type Role, roleNames, roles } from './permissions.ts';

/** The page of all permissions and roles, for docs/api. */
export function permissionsPage(): string {
  const rows = Object.entries(permissions).map(([name, { level, says }]) => {
    const holder = isScope(name)
      ? deviceScopes.includes(name)
        ? 'any key'
        : 'keys for all devices'
      : { workspace: '', member: 'members only', reseller: 'the reseller', operator: 'the operator' }[level];
    return `| \`${name}\` | ${holder} | ${roleNames.map((role) => tick(role, name)).join(' | ')} | ${says} |`;
  });
  const meanings = roleNames.map((role) => `| \`${role}\` | ${roles[role].says} |`);
  return `# Permissions and roles

<!-- Generated from server/src/workspaces/permissions.ts. -->

Each operation needs one permission; the reference names it. An API key carries those it was given, and can give no others.
A key restricted to some devices may only carry what concerns single devices; all other devices are missing to it.

A member of a workspace carries those of their role, in the live workspace and in its sandbox. Nobody can give or take a role
that holds more than their own: an admin cannot touch an owner, and an API key reaches the roles whose permissions it has.

| role | is for |
| --- | --- |
${meanings.join('\n')}

| permission | API keys | ${roleNames.join(' | ')} | lets one |
| --- | --- | ${roleNames.map(() => '---').join(' | ')} | --- |
${rows.join('\n')}
`;
}

function tick(role: Role, permission: string): string {
  return [...roles[role].permissions].some((one) => one === permission) ? '✓' : '';
}
