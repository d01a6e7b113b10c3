import { createHmac } from 'node:crypto';

/** The three headers of Standard Webhooks, signed with every live key. `id` is the event's, the same at every attempt. */
export function signatureHeaders(keys: Buffer[], { id, body, at }: { id: string; body: string; at: Date }) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const content = `${id}.${timestamp}.${body}`;
  const signatures = keys.map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
