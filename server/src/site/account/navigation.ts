import type { TextKey } from '../../languages/languages.ts';

/** The pages behind the door, in the order of the side navigation; whoever builds one adds its line. */
export const ownPlaces: readonly { text: TextKey; href: string }[] = [
  { text: 'own.profile', href: '/account' },
  { text: 'own.workspaces', href: '/account/workspaces' },
  { text: 'own.security', href: '/account/security' },
  { text: 'own.sessions', href: '/account/sessions' },
  { text: 'notices.title', href: '/account/notices' },
  { text: 'own.email', href: '/account/email' },
  { text: 'own.delete', href: '/account/delete' },
];
