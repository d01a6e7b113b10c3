/** Pages that anybody may read, in every language. */
export const openPages = [
  ...['/', '/features', '/resellers', '/pricing', '/faq', '/get-started', '/status', '/changelog', '/404'],
  ...['/contact', '/resellers/apply', '/report-abuse', '/cookie-settings'],
  ...['/legal/terms', '/legal/privacy', '/legal/disclaimer', '/legal/cookies', '/legal/acceptable-use'],
  ...['/legal/terms/history', '/login', '/register', '/forgot', '/verify?token=none', '/reset?token=none'],
];

/** Pages that exist in English only. */
export const englishPages = ['/start', '/reference', '/errors', '/errors/suppressed', '/security'];

/** Pages of somebody signed in. */
export const ownPages = [
  ...['/account', '/account/security', '/account/security/second-factor', '/account/sessions', '/account/email'],
  ...['/account/notices', '/account/delete', '/account/confirm', '/account/workspaces'],
];

/** Pages of the operator. */
export const adminPages = [
  ...['/admin', '/admin/settings', '/admin/outbox', '/admin/waiting', '/admin/brands'],
  ...['/admin/tickets', '/admin/applications', '/admin/cases', '/setup/legal', '/setup/done'],
];
