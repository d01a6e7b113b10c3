/** Why a cookie may exist: `necessary` to sign in, a `preference` somebody chose, `functional` for one small comfort, `optional` only after a yes. */
export type CookieKind = 'necessary' | 'preference' | 'functional' | 'optional';

type CookieFacts = {
  label: string;
  purpose: string;
  kind: CookieKind;
  duration: string;
  /** Seconds a browser keeps it; null ends with the browser session. */
  seconds: number | null;
  /** Whether this version ever sets it; where not, the reason a visitor is told. */
  today: { set: true; when: string } | { set: false; because: string };
};

/** Every cookie this product knows. The Cookie Policy prints this table, and `cookie` refuses any name outside it. */
export const cookies = {
  PHPSESSID: {
    label: 'PHPSESSID',
    purpose: 'Keeps you signed in to the dashboard.',
    kind: 'necessary',
    duration: 'Session',
    seconds: null,
    today: { set: false, because: 'There is no sign-in yet.' },
  },
  remember_me: {
    label: 'remember_me',
    purpose: 'Keeps you signed in for longer, if you ask for it when signing in.',
    kind: 'necessary',
    duration: '30 days',
    seconds: 30 * 86_400,
    today: { set: false, because: 'There is no sign-in yet.' },
  },
  csrf_token: {
    label: 'csrf_token',
    purpose: 'Proves that a form was sent from our own pages, not forged by another site.',
    kind: 'necessary',
    duration: 'Session',
    seconds: null,
    today: { set: false, because: 'There is no form behind a sign-in yet.' },
  },
  theme: {
    label: 'theme',
    purpose: 'Remembers whether you chose light or dark.',
    kind: 'preference',
    duration: '1 year',
    seconds: 365 * 86_400,
    today: { set: true, when: 'Only when you choose light or dark; choosing “System” deletes it.' },
  },
  wa_hinted: {
    label: 'wa_hinted',
    purpose: 'Stops the WhatsApp chat invitation from opening again on every page.',
    kind: 'functional',
    duration: 'Session',
    seconds: null,
    today: { set: false, because: 'There is no chat invitation yet.' },
  },
  analytics: {
    label: 'Analytics (optional)',
    purpose: 'Anonymous, aggregated usage figures that help to improve the product.',
    kind: 'optional',
    duration: 'Up to 24 months',
    seconds: null,
    today: { set: false, because: 'No analytics is configured, so there is nothing to consent to.' },
  },
} satisfies Record<string, CookieFacts>;

export type CookieName = keyof typeof cookies;

/**
 * The `Set-Cookie` text of a registered cookie; `value: null` deletes it. `secure` is true where the site is served by https.
 * Throws for a cookie that the Cookie Policy says is not set, so that page and behaviour cannot drift apart.
 */
export function cookie(name: CookieName, value: string | null, secure: boolean): string {
  const facts: CookieFacts = cookies[name];
  if (!facts.today.set) throw new Error(`the Cookie Policy says that ${name} is not set`);
  const life = value === null ? 0 : facts.seconds;
  const parts = [`${name}=${value ?? ''}`, 'Path=/', 'SameSite=Lax', 'HttpOnly'];
  if (life !== null) parts.push(`Max-Age=${life}`);
  if (secure) parts.push('Secure');
  return parts.join('; ');
}
