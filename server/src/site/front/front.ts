import { changelogRoutes } from './changelog.ts';
import type { Front } from './deps.ts';
import { faqRoutes } from './faq.ts';
import { getStartedRoutes } from './get-started.ts';
import { llmsRoutes } from './llms.ts';
import { pricingRoutes } from './pricing.ts';
import { resellerRoutes } from './resellers.ts';
import { robotRoutes } from './robots.ts';
import { securityRoutes } from './security.ts';
import { statusRoutes } from './status.ts';

/** The public pages that inform: pricing, resellers, questions, first steps, status, changes; and what machines read about them. */
export function frontRoutes(front: Front): void {
  pricingRoutes(front);
  resellerRoutes(front);
  faqRoutes(front);
  getStartedRoutes(front);
  statusRoutes(front);
  changelogRoutes(front);
  securityRoutes(front);
  robotRoutes(front);
  llmsRoutes(front);
}
