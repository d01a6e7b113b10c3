import { Webhook } from 'standardwebhooks';

/** What a webhook's body says. `data` depends on `type`. */
export type WebhookEvent = {
  id: string;
  type: string;
  timestamp: string;
  workspace: string;
  data: Record<string, unknown>;
};

export type WebhookInput = {
  /** The endpoint's secret, `whsec_…`. */
  secret: string;
  /** The request's headers, in whatever form your framework has them. */
  headers: Headers | Record<string, string | string[] | undefined>;
  /** The request's body exactly as it came, before any parsing. */
  body: string | Uint8Array;
  /** How far the sender's clock may differ from yours; 300 unless told. */
  toleranceSeconds?: number;
};

/** The request is not from us, was changed on the way, or is too old. Answer 400 and do nothing. */
export class WebhookRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WebhookRefused';
  }
}

/**
 * Checks the signature of a webhook (Standard Webhooks) and returns its event; throws WebhookRefused.
 * A genuine event may come more than once: remember `id` and skip what you have seen.
 */
export function verifyWebhook({ secret, headers, body, toleranceSeconds = 300 }: WebhookInput): WebhookEvent {
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature');
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookRefused('webhook-timestamp is not a number of seconds.');
  const sentAt = new Date(Number(timestamp) * 1000);
  if (Math.abs(Date.now() - sentAt.getTime()) > toleranceSeconds * 1000) {
    throw new WebhookRefused('The webhook is too old, or a clock is wrong.');
  }
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const expected = new Webhook(secret).sign(id, sentAt, text);
  // During a rotation of the secret there are two signatures; one that fits is enough.
  if (!signatures.split(' ').some((signature) => isSame(signature, expected))) {
    throw new WebhookRefused('No signature fits. Is it the secret of this endpoint, and the body as it came?');
  }
  // The signature vouches for the shape.
  return JSON.parse(text) as WebhookEvent;
}

function header(headers: WebhookInput['headers'], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : find(headers, name);
  if (typeof value !== 'string' || value === '') throw new WebhookRefused(`The header ${name} is missing.`);
  return value;
}

function find(headers: Record<string, string | string[] | undefined>, name: string): string | undefined {
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name && value ? value : []));
  return values.length === 1 ? values[0] : undefined;
}

// Looks at every character, so that the time it takes says nothing about where the first difference is.
function isSame(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}
