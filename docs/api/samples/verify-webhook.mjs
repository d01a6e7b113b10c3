// Checks a webhook without any package. In your web framework: the secret from your configuration, the request's headers
// (Node gives them in lower case) and its raw body. With npm at hand, `verifyWebhook` of @whatzapi/client does the same.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';

export function webhookIsGenuine(secret, headers, body, toleranceSeconds = 300) {
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  if (id === '' || !/^\d+$/.test(timestamp)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
  return (headers['webhook-signature'] ?? '').split(' ').some((text) => {
    const signature = Buffer.from(text);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  });
}

// Try it: WEBHOOK_SECRET=whsec_… node verify-webhook.mjs '{"webhook-id": …}' < body.json
const isGenuine = webhookIsGenuine(process.env.WEBHOOK_SECRET, JSON.parse(process.argv[2]), readFileSync(0));
process.stdout.write(isGenuine ? 'genuine\n' : 'refused\n');
process.exitCode = isGenuine ? 0 : 1;
