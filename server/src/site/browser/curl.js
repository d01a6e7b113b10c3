// @ts-check
/**
 * The request that sends `body`, as one would type it into a POSIX shell.
 * @param {{ origin: string, key: string, to: string, body: string, idempotencyKey: string }} request
 */
export function curl({ origin, key, to, body, idempotencyKey }) {
  const json = JSON.stringify({ to, type: 'text', text: { body } });
  return [
    `curl ${origin}/v1/messages`,
    `-H 'Authorization: Bearer ${key}'`,
    `-H 'Idempotency-Key: ${idempotencyKey}'`,
    `-H 'Content-Type: application/json'`,
    `-d '${json.replaceAll("'", "'\\''")}'`,
  ].join(' \\\n  ');
}
