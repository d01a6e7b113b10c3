import type { Cases } from '../../cases/cases.ts';
import type { ResellerApplications } from '../../resellers/resellers.ts';
import type { Tickets } from '../../tickets/tickets.ts';

/** What the pages stand on by which outsiders ask something of the operator, and the operator answers. */
export type InquiryDeps = { tickets: Tickets; applications: ResellerApplications; cases: Cases };
