import { type FieldError, Problem } from '../base/problem.ts';

/** Every event there is: name → the sentence that starts its documentation. Names are `noun.past_tense`. */
export const eventTypes = {
  'device.pairing_updated': 'Emitted when a QR code or pairing code is shown, rotated or has run out.',
  'device.connected': 'Emitted when a device comes online.',
  'device.disconnected': 'Emitted when a device goes offline; `reason` says why and `retry_at` when it tries again.',
  'device.logged_out': 'Emitted when the link was removed, on the phone or by you. The device must be paired again.',
  'message.received': 'Emitted when a message arrives that somebody else wrote.',
  'message.echoed': 'Emitted when the owner typed a message on the phone itself.',
  'message.queued': 'Emitted when a message was accepted and is durable.',
  'message.sent': 'Emitted when WhatsApp’s server took the message.',
  'message.delivered': 'Emitted when the message reached the recipient’s phone.',
  'message.read': 'Emitted when the recipient read the message, if they allow read receipts.',
  'message.played': 'Emitted when the recipient played a voice message.',
  'message.failed': 'Emitted when the message will not be sent; `error` says why.',
  'message.expired': 'Emitted when the message was not sent before `expires_at`.',
  'message.canceled': 'Emitted when you canceled the message before it was sent.',
  'message.outcome_unknown': 'Emitted when the message may or may not have been sent, and we do not guess.',
  'contact.opted_out': 'Emitted when a person wrote STOP or was put on the suppression list.',
  'contact.opted_in': 'Emitted when a person who had stopped wrote START.',
  'call.received': 'Emitted when somebody calls the number.',
  'endpoint.tested': 'Emitted when you ask for a test of an endpoint; only that endpoint gets it.',
  'endpoint.disabled': 'Emitted when a webhook endpoint was switched off after failing for days or answering 410.',
} as const;

export type EventType = keyof typeof eventTypes;

/** Checks event names from outside; throws `validation_failed` with a suggestion for each unknown one. */
export function readEventTypes(names: readonly string[], path: string): EventType[] {
  const errors: FieldError[] = [];
  const known: EventType[] = [];
  names.forEach((name, at) => {
    if (isEventType(name)) known.push(name);
    else errors.push(unknownName(name, `${path}.${at}`));
  });
  if (errors.length > 0) {
    throw new Problem('validation_failed', { detail: 'There is no event of that name.', errors });
  }
  return [...new Set(known)];
}

function isEventType(name: string): name is EventType {
  return Object.hasOwn(eventTypes, name);
}

function unknownName(name: string, path: string): FieldError {
  const near = Object.keys(eventTypes)
    .map((type) => ({ type, distance: distance(name.slice(0, 60).toLowerCase(), type) }))
    .reduce((best, one) => (one.distance < best.distance ? one : best));
  const message = 'There is no event of that name.';
  return near.distance <= 8 ? { path, message, suggestion: near.type } : { path, message };
}

// How many letters must be put in, taken out or changed (Levenshtein).
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
