import type { Brand } from '../brands/brands.ts';
import type { Language } from '../languages/languages.ts';
import type { Knock } from './knock.ts';
import type { Person } from './person.ts';
import type { RememberCookie } from './remembered.ts';

/** Who asks: the browser, the brand of the host it asked, and the language it reads in. */
export type Asking = { knock: Knock; brand: Brand; language: Language; requestId?: string };

/** Too many tries: nothing was looked at, and trying again makes sense after so many seconds. */
export type SlowDown = { is: 'slow_down'; retryAfterSeconds: number };

/**
 * What signing in, or proving a link, ends in. `token` is the new session's cookie.
 * `refused` is one answer for everything that must not be told apart: wrong address, wrong password, suspended, and an account
 * that opens by a reset link only. A page that shows it also shows the way to a reset link.
 * `unverified` and `waiting` are told only to who knew the password.
 */
export type Entered =
  | { is: 'signed_in'; person: Person; token: string; remember?: RememberCookie }
  | { is: 'code_needed'; token: string }
  | { is: 'refused' }
  | { is: 'unverified' }
  | { is: 'waiting' }
  | SlowDown;
