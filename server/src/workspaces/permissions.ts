/** `workspace`: a key or a member can hold it; `member`: only a member, because a key is not somebody. */
type Facts = { level: 'workspace' | 'member' | 'reseller' | 'operator'; says: string };

/** Every permission there is: `resource:action`, who can hold it, and what it lets one do. Routes declare one each. */
export const permissions = {
  'devices:read': { level: 'workspace', says: 'See devices, their connection and what they can do.' },
  'devices:write': { level: 'workspace', says: 'Make, rename, pause, connect, disconnect and delete devices.' },
  'devices:pair': {
    level: 'workspace',
    says: 'Link a device to a phone and log it out. Shows QR codes and pairing codes.',
  },
  'messages:read': { level: 'workspace', says: 'Read messages and their timeline.' },
  'messages:send': { level: 'workspace', says: 'Send and cancel messages.' },
  'chats:read': { level: 'workspace', says: 'Read chats and the messages in them.' },
  'chats:write': { level: 'workspace', says: 'Mark chats as read and show “typing”.' },
  'contacts:read': { level: 'workspace', says: 'Read contacts, consents and suppressions.' },
  'contacts:write': { level: 'workspace', says: 'Add and change contacts, and suppress people.' },
  'webhooks:read': { level: 'workspace', says: 'See webhook endpoints, deliveries and attempts.' },
  'webhooks:write': {
    level: 'workspace',
    says: 'Make and change webhook endpoints, rotate their secrets, replay deliveries.',
  },
  'events:read': { level: 'workspace', says: 'Pull events.' },
  'api_keys:read': { level: 'workspace', says: 'List API keys, never their secrets.' },
  'api_keys:write': {
    level: 'workspace',
    says: 'Make and revoke API keys with no more permissions than one has oneself.',
  },
  'simulator:use': { level: 'workspace', says: 'Play the pretend phones of a sandbox.' },
  'media:read': { level: 'workspace', says: 'Download media.' },
  'media:write': { level: 'workspace', says: 'Upload media.' },
  'groups:read': { level: 'workspace', says: 'Read groups.' },
  'groups:write': { level: 'workspace', says: 'Make and change groups.' },
  'templates:read': { level: 'workspace', says: 'Read templates.' },
  'templates:write': { level: 'workspace', says: 'Make and change templates.' },
  'campaigns:read': { level: 'workspace', says: 'Read campaigns.' },
  'campaigns:write': { level: 'workspace', says: 'Make, start and stop campaigns.' },
  'autoreplies:read': { level: 'workspace', says: 'Read autoreplies.' },
  'autoreplies:write': { level: 'workspace', says: 'Make and change autoreplies.' },
  'members:read': { level: 'workspace', says: 'See who is in the workspace.' },
  'members:write': {
    level: 'workspace',
    says: 'Invite and remove members and change their roles, where one holds all that a role holds.',
  },
  'audit:read': { level: 'workspace', says: 'Read and export the record of who did what.' },
  'usage:read': { level: 'workspace', says: 'See limits and usage.' },
  'requests:read': { level: 'workspace', says: 'Read the request log.' },
  'workspace:write': { level: 'member', says: 'Rename the workspace.' },
  'workspace:transfer': { level: 'member', says: 'Be an owner: make others owners, and hand the workspace over.' },
  'workspaces:create': { level: 'reseller', says: 'Make workspaces for customers.' },
  'workspaces:suspend': { level: 'operator', says: 'Suspend and activate workspaces.' },
  'limits:override': { level: 'operator', says: 'Set a limit of a workspace above or below its plan, with a reason.' },
} as const satisfies Record<string, Facts>;

/** A verb on a resource, such as `messages:send`. */
export type Permission = keyof typeof permissions;

/** What an API key may carry: the permissions that concern one workspace. */
export const scopes: readonly Permission[] = names().filter((name) => permissions[name].level === 'workspace');

/** What a key restricted to some devices may carry: everything else reaches beyond single devices. */
export const deviceScopes: readonly Permission[] = [
  'devices:read',
  'devices:write',
  'devices:pair',
  'messages:read',
  'messages:send',
  'chats:read',
  'chats:write',
];

/** Is this text the name of a permission an API key may carry? */
export function isScope(text: string): text is Permission {
  return scopes.some((scope) => scope === text);
}

type RoleFacts = { says: string; permissions: ReadonlySet<Permission> };

const everything = names().filter((name) => ['workspace', 'member'].includes(permissions[name].level));

/**
 * Roles as named sets of permissions. Whoever may change members may only give and take roles whose permissions they hold
 * themselves, so `workspace:transfer` is what keeps owners out of the reach of admins.
 */
export const roles = {
  owner: { says: 'Everything.', permissions: new Set(everything) },
  admin: {
    says: 'Everything but making owners and handing the workspace over.',
    permissions: without('workspace:transfer'),
  },
  developer: {
    says: 'What an integration needs: devices, messages, webhooks, events, API keys, the sandbox.',
    permissions: without(
      'workspace:transfer',
      'workspace:write',
      'members:write',
      'audit:read',
      'campaigns:read',
      'campaigns:write',
    ),
  },
  agent: {
    says: 'The inbox: chats, messages and contacts.',
    permissions: new Set<Permission>([
      'devices:read',
      'messages:read',
      'messages:send',
      'chats:read',
      'chats:write',
      'contacts:read',
      'contacts:write',
      'media:read',
      'media:write',
      'groups:read',
      'templates:read',
      'members:read',
    ]),
  },
  // Figures and settings, never what people wrote nor to whom: no message, chat, contact or event, so there is nothing to black out.
  analyst: {
    says: 'Figures and settings, nothing that anybody wrote.',
    permissions: new Set<Permission>([
      'devices:read',
      'templates:read',
      'campaigns:read',
      'autoreplies:read',
      'members:read',
      'usage:read',
      'requests:read',
    ]),
  },
  billing: { says: 'Usage and, later, plan and invoices.', permissions: new Set<Permission>(['usage:read']) },
} as const satisfies Record<string, RoleFacts>;

export type Role = keyof typeof roles;

/** All roles, the widest first. The keys of a literal table are exactly its declared names. */
export const roleNames = Object.keys(roles) as Role[];

export function isRole(text: string): text is Role {
  return roleNames.some((role) => role === text);
}

/** Does somebody with these permissions hold all that a role holds? Only then may they give it or take it away. */
export function reaches(own: ReadonlySet<Permission>, role: Role): boolean {
  return own.isSupersetOf(roles[role].permissions);
}

function without(...some: Permission[]): ReadonlySet<Permission> {
  return new Set(everything.filter((name) => !some.includes(name)));
}

function names(): Permission[] {
  // The keys of a literal table are exactly its declared names.
  return Object.keys(permissions) as Permission[];
}
