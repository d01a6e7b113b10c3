type Facts = { level: 'workspace' | 'reseller' | 'operator'; says: string };

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
  'members:write': { level: 'workspace', says: 'Invite and remove members and change their roles.' },
  'usage:read': { level: 'workspace', says: 'See limits and usage.' },
  'requests:read': { level: 'workspace', says: 'Read the request log.' },
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

function names(): Permission[] {
  // The keys of a literal table are exactly its declared names.
  return Object.keys(permissions) as Permission[];
}
