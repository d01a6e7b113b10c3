import type { Visit } from '../visit.ts';

/** The card behind "Ask a question" on one page. */
export type Ask = {
  /** Digits after `https://wa.me/`; null where the brand has no number, then the card leads to the contact form. */
  number: string | null;
  /** May it open by itself? Once in a browser session, never where it would be in the way. */
  opens: boolean;
};

/** Pages of somebody's own work, where the question would stand over the fields, or whose address is a secret. */
const without = ['/account', '/admin', '/setup', '/start', '/logout', '/resellers/application'];

/** Pages one came to with something in mind: the button is there, the card waits. */
const quiet = [
  ...['/legal', '/cookie-settings', '/login', '/register', '/verify', '/reset', '/forgot', '/code', '/invitation'],
  ...['/contact', '/report-abuse', '/thanks', '/cases', '/applications', '/confirm'],
];

/** What a page shows of the card; null where there is none. `isAsked`: does the page ask for consent already? */
export function askOf(visit: Visit, page: { status?: number }, isAsked: boolean): Ask | null {
  const { path, brand, jar, reader, request } = visit;
  if (isBelow(path, without) || /^\/report-abuse\/./.test(path)) return null;
  const isOrdinary = (page.status ?? 200) === 200 && request.method === 'GET' && !isBelow(path, quiet);
  const isSparing = request.headers['save-data'] === 'on';
  return {
    number: brand.chatPhone?.replace(/\D/g, '') ?? null,
    opens: isOrdinary && !isSparing && !isAsked && reader.is === 'nobody' && jar.get('wa_hinted') === undefined,
  };
}

function isBelow(path: string, places: readonly string[]): boolean {
  return places.some((place) => `${path}/`.startsWith(`${place}/`));
}
