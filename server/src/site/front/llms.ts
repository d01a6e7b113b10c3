import type { Front } from './deps.ts';

/** A short page for language models (llmstxt.org). */
export function llmsRoutes({ app, brandOf }: Front): void {
  app.get('/llms.txt', (request, reply) => {
    const { origin, name } = brandOf(request.host);
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'max-age=3600').send(page(origin, name));
  });
}

function page(origin: string, name: string): string {
  const link = (text: string, path: string, about: string) => `- [${text}](${origin}${path}): ${about}`;
  return `# ${name}

> A WhatsApp gateway: link a number, send and receive messages by REST, hear every step as a signed webhook. Self-hosted, with a
> sandbox of pretend phones. Independent of WhatsApp and Meta.

Base address of the API: ${origin}/v1. Authenticate with \`Authorization: Bearer wz_test_…\` (sandbox) or \`wz_live_…\`. Send
\`Idempotency-Key\` with every POST; the same key and body give the first reply again. Errors are \`application/problem+json\` with
\`code\`, \`detail\`, \`retryable\` and \`fix\`: branch on \`code\`. Statuses of a message only move forward. Never promised: exactly-once,
delivery by WhatsApp, the order of webhooks. Somebody who wrote STOP cannot be messaged until they write START themselves.

## Docs

${link('Get started', '/get-started', 'from nothing to an answer, every command as it is run')}
${link('API reference', '/reference', 'every operation with its fields, refusals and a curl line')}
${link('OpenAPI 3.1', '/openapi.json', 'the same for machines')}
${link('Error codes', '/errors', 'what each code means and the way forward')}
${link('Limits', '/pricing', 'what counts, what never counts, and the numbers')}

## Optional

${link('Questions', '/faq', 'what works, what is planned, what is refused')}
${link('Acceptable use', '/legal/acceptable-use', 'what must not be sent')}
${link('Changelog', '/changelog', 'what changed')}
${link('Status', '/status.json', 'how the installation is at this moment')}
`;
}
