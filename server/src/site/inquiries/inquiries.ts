import { createShowAdmin } from '../admin/frame.ts';
import { adminApplicationRoutes } from './admin-applications.ts';
import { adminCaseRoutes } from './admin-cases.ts';
import { adminDeskRoutes } from './admin-desk.ts';
import { adminTicketRoutes } from './admin-tickets.ts';
import { applicationRoutes } from './application.ts';
import { applyRoutes } from './apply.ts';
import { caseRoutes } from './case.ts';
import { contactRoutes } from './contact.ts';
import type { Inquiries, InquiriesDesk } from './deps.ts';
import { reportRoutes } from './report.ts';

/** What outsiders ask of the operator: questions, applications, reports of abuse; and the operator's side of each. */
export function inquiryRoutes(inquiries: Inquiries): void {
  contactRoutes(inquiries);
  applyRoutes(inquiries);
  applicationRoutes(inquiries);
  reportRoutes(inquiries);
  caseRoutes(inquiries);
  const desk: InquiriesDesk = { ...inquiries, showAdmin: createShowAdmin(inquiries.show) };
  adminTicketRoutes(desk);
  adminApplicationRoutes(desk);
  adminDeskRoutes(desk);
  adminCaseRoutes(desk);
}
