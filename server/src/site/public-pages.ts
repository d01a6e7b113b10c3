/**
 * The pages of the public site that exist in every language, by their path without one. The sitemap names them, and the tests
 * that read all pages (claims, titles, headings, links) begin here.
 */
export const publicPages: readonly string[] = [
  '/',
  '/features',
  '/resellers',
  '/pricing',
  '/resellers/apply',
  '/faq',
  '/contact',
  '/report-abuse',
  '/get-started',
  '/status',
  '/changelog',
  '/legal/terms',
  '/legal/privacy',
  '/legal/disclaimer',
  '/legal/cookies',
  '/legal/acceptable-use',
];

/** Pages that exist in English only. */
export const englishPages: readonly string[] = ['/reference', '/errors', '/security'];
