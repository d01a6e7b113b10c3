// @ts-check
import { clockText, list, make, part, theirs } from './dom.js';

/** @import { WebhookEvent } from './api.js' */
/** @import { State } from './sandbox.js' */

/**
 * The newest events, each with its whole body.
 * @param {State} state
 */
export function showEvents({ events }) {
  part('events-empty', HTMLElement).hidden = events.length > 0;
  list(part('events', HTMLElement), events, { key: ({ id }) => id, make: line });
}

/** @param {WebhookEvent} event */
function line(event) {
  const time = make('time', { datetime: event.timestamp }, clockText(event.timestamp, true));
  const about = make('span', { class: 'about' }, theirs(gist(event.data)));
  const details = make('details', {}, make('summary', {}, time, make('code', {}, event.type), about));
  // The body is written out when somebody looks: sixty of them would only weigh on the page.
  details.addEventListener('toggle', () => {
    if (!details.open || details.querySelector('pre')) return;
    const body = make('pre', { class: 'code', tabindex: '0', role: 'region', 'aria-label': `Body of ${event.type}` });
    body.textContent = JSON.stringify(event, null, 2);
    details.append(body);
  });
  return make('li', {}, details);
}

/**
 * The words of the message an event is about, or the reason it gives.
 * @param {unknown} data
 * @returns {string}
 */
function gist(data) {
  if (typeof data !== 'object' || data === null) return '';
  if ('text' in data && typeof data.text === 'object' && data.text && 'body' in data.text)
    return String(data.text.body);
  if ('pairing' in data) return gist(data.pairing);
  if ('method' in data && 'status' in data) return `${data.method}: ${data.status}`;
  if ('reason' in data && typeof data.reason === 'string') return data.reason;
  return 'message' in data ? gist(data.message) : '';
}
