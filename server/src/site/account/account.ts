import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { confirmRoutes } from './confirm.ts';
import { createShowDoor } from './entering.ts';
import { createShowOwn } from './frame.ts';
import { leaveRoutes } from './leave.ts';
import { letterRoutes } from './letter-links.ts';
import { loginRoutes } from './login.ts';
import type { AccountDeps, AccountPages } from './parts.ts';
import { profileRoutes } from './profile.ts';
import { registerRoutes } from './register.ts';
import { resetRoutes } from './reset.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { securityRoutes } from './security.ts';
import { sessionRoutes } from './sessions.ts';
import { verifyRoutes } from './verify.ts';

/** Everything a person sees around their own account, before the door and behind it. */
export function accountRoutes(pages: PageRoutes, show: ShowPage, deps: AccountDeps): void {
  const parts: AccountPages = { ...deps, showDoor: createShowDoor(show), showOwn: createShowOwn(show) };
  loginRoutes(pages, parts);
  registerRoutes(pages, parts);
  verifyRoutes(pages, parts);
  resetRoutes(pages, parts);
  letterRoutes(pages, parts);
  confirmRoutes(pages, parts);
  profileRoutes(pages, parts);
  securityRoutes(pages, parts);
  secondFactorRoutes(pages, parts);
  sessionRoutes(pages, parts);
  leaveRoutes(pages, parts);
}
