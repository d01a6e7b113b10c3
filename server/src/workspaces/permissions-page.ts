import { deviceScopes, isScope, permissions } from './permissions.ts';

/** The page of all permissions, for docs/api. */
export function permissionsPage(): string {
  const rows = Object.entries(permissions).map(([name, { level, says }]) => {
    const holder = isScope(name) ? (deviceScopes.includes(name) ? 'any key' : 'keys for all devices') : `the ${level}`;
    return `| \`${name}\` | ${holder} | ${says} |`;
  });
  return `# Permissions

<!-- Generated from server/src/workspaces/permissions.ts. -->

Each operation needs one permission; the reference names it. An API key carries those it was given, and can give no others.
A key restricted to some devices may only carry what concerns single devices; all other devices are missing to it.

| permission | held by | lets one |
| --- | --- | --- |
${rows.join('\n')}
`;
}
