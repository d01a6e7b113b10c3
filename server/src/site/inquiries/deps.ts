import type { Cases } from '../../cases/cases.ts';
import type { Db } from '../../db/db.ts';
import type { ResellerApplications } from '../../resellers/resellers.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import type { ShowAdmin } from '../admin/frame.ts';
import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';

/** What the pages stand on by which outsiders ask something of the operator, and the operator answers. */
export type InquiryDeps = { tickets: Tickets; applications: ResellerApplications; cases: Cases };

/** What the pages of this folder are made with. */
export type Inquiries = InquiryDeps & { pages: PageRoutes; show: ShowPage; db: Db; secrets: Secrets };

/** What the operator's side of them is made with. */
export type InquiriesDesk = Inquiries & { showAdmin: ShowAdmin };
