import type { Front } from './deps.ts';
import { faqRoutes } from './faq.ts';
import { pricingRoutes } from './pricing.ts';

/** The public pages that inform: pricing, resellers, questions, first steps, status, changes; and what machines read about them. */
export function frontRoutes(front: Front): void {
  pricingRoutes(front);
  faqRoutes(front);
}
