import type { TextKey } from '../../languages/languages.ts';

/** The operator's pages, in the order of the side navigation; whoever builds one adds its line. */
export const adminPlaces: readonly { text: TextKey; href: string }[] = [
  { text: 'admin.overview', href: '/admin' },
  { text: 'admin.waiting', href: '/admin/waiting' },
  { text: 'desk.tickets', href: '/admin/tickets' },
  { text: 'desk.applications', href: '/admin/applications' },
  { text: 'desk.cases', href: '/admin/cases' },
  { text: 'admin.outbox', href: '/admin/outbox' },
  { text: 'admin.brands', href: '/admin/brands' },
  { text: 'admin.settings', href: '/admin/settings' },
];
