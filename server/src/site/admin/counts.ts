import { countPeople } from '../../accounts/accounts.ts';
import { listBrands } from '../../brands/brands.ts';
import { countOpenCases } from '../../cases/cases.ts';
import type { Tx } from '../../db/db.ts';
import type { TextKey } from '../../languages/languages.ts';
import { countMails } from '../../mail/mail.ts';
import { countNewApplications } from '../../resellers/resellers.ts';
import { countOpenTickets } from '../../tickets/tickets.ts';
import { countWorkspaces } from '../../workspaces/workspaces.ts';

/** A number of the overview and the page that tells more, if there is one; `isUrgent`: somebody waits for the operator while it is not 0. */
export type Count = { text: TextKey; href: string | null; isUrgent?: true; count: (tx: Tx) => Promise<number> };

/** The numbers of the overview; whoever builds a page of the operator adds its line. System transactions. */
export const counts: readonly Count[] = [
  {
    text: 'admin.count_waiting',
    href: '/admin/waiting',
    isUrgent: true,
    count: async (tx) => (await countPeople(tx)).waiting,
  },
  { text: 'desk.count_tickets', href: '/admin/tickets?state=open', isUrgent: true, count: countOpenTickets },
  {
    text: 'desk.count_applications',
    href: '/admin/applications?state=received',
    isUrgent: true,
    count: countNewApplications,
  },
  { text: 'desk.count_cases', href: '/admin/cases?state=open', isUrgent: true, count: countOpenCases },
  {
    text: 'admin.count_failed',
    href: '/admin/outbox?state=failed',
    isUrgent: true,
    count: async (tx) => (await countMails(tx)).failed,
  },
  {
    text: 'admin.count_kept',
    href: '/admin/outbox?state=kept',
    isUrgent: true,
    count: async (tx) => (await countMails(tx)).kept,
  },
  { text: 'admin.count_people', href: null, count: async (tx) => (await countPeople(tx)).all },
  { text: 'admin.count_workspaces', href: null, count: countWorkspaces },
  { text: 'admin.count_brands', href: '/admin/brands', count: async (tx) => (await listBrands(tx)).length },
];
