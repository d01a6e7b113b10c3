/** Why a cookie may exist: `necessary` to sign in, a `preference` somebody chose, `functional` for one small comfort. */
export type CookieClass = 'necessary' | 'preference' | 'functional';

/** One cookie, as the Cookie Policy, the consent dialog and the tests know it. */
export type CookieRow = {
  class: CookieClass;
  /** Seconds a browser keeps it; null ends with the browser session. */
  seconds: number | null;
  /** False where our own script must read it. */
  httpOnly: boolean;
  /** Whether it stands in the policy only where something optional is configured. */
  onlyWithOptional?: true;
};

const day = 86_400;

/**
 * Every cookie this product can set; its purpose is the text `cookie.<name>.purpose`. `cookieText` is the only maker of
 * `Set-Cookie` and takes no other name. Optional providers declare theirs in the registry of providers.
 */
export const cookies = {
  PHPSESSID: { class: 'necessary', seconds: null, httpOnly: true },
  remember_me: { class: 'necessary', seconds: 30 * day, httpOnly: true },
  csrf_token: { class: 'necessary', seconds: null, httpOnly: false },
  theme: { class: 'preference', seconds: 365 * day, httpOnly: true },
  wa_hinted: { class: 'functional', seconds: null, httpOnly: true },
  cookie_consent: { class: 'necessary', seconds: 180 * day, httpOnly: true, onlyWithOptional: true },
} as const satisfies Record<string, CookieRow>;

export type CookieName = keyof typeof cookies;

/** All names, in the order of the policy. The keys of a literal table are exactly its declared names. */
export const cookieNames = Object.keys(cookies) as CookieName[];
