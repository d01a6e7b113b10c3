import { formatNumber } from '../../languages/languages.ts';
import { limits } from '../../workspaces/workspaces.ts';
import { coloured } from '../home/first-message.ts';
import type { Front } from './deps.ts';

/** How to begin, for each kind of reader. `tests/get-started.test.ts` takes the code from the page and runs it. */
export function getStartedRoutes({ pages, show }: Front): void {
  pages.get('/get-started', (visit) => {
    const { t, brand, language } = visit;
    return show(visit, {
      view: 'front/get-started',
      title: t('get_started.title'),
      description: t('get_started.description'),
      style: ['front.css', 'get-started.css'],
      data: {
        coloured,
        code: snippets(brand.origin, t('get_started.then')),
        n: formatNumber(language, limits.new_recipients_per_day.live),
      },
    });
  });
}

/** The code of the page, for the address it is read at. */
function snippets(origin: string, then: string): Record<string, string> {
  const asKey = `-H "Authorization: Bearer $API_KEY"`;
  const json = `-H 'Content-Type: application/json'`;
  const lines = {
    look: ['npm install', 'npm start', '', `# ${then}`, 'npm run demo'],
    operator: ['npm run -s whatzapi -- \\', '  bootstrap --email you@example.com --json'],
    send: [
      `curl ${origin}/v1/messages \\`,
      `  ${asKey} \\`,
      `  ${json} \\`,
      `  -H 'Idempotency-Key: order-1042' \\`,
      "  -d '{",
      '    "to": "+15550190001",',
      '    "type": "text",',
      '    "text": {"body": "Your bread is ready"}',
      "  }'",
    ],
    hear: [`curl ${origin}/v1/events \\`, `  ${asKey}`],
    told: [
      `curl ${origin}/v1/webhook-endpoints \\`,
      `  ${asKey} \\`,
      `  ${json} \\`,
      "  -d '{",
      '    "url": "https://example.com/webhooks",',
      '    "events": ["message.received"]',
      "  }'",
    ],
    node: [
      `const reply = await fetch('${origin}/v1/messages', {`,
      "  method: 'POST',",
      '  headers: {',
      // Printed for the reader, whose environment holds the key.
      '    authorization: `Bearer ${process.env.API_KEY}`,',
      "    'content-type': 'application/json',",
      "    'idempotency-key': 'order-1043',",
      '  },',
      '  body: JSON.stringify({',
      "    to: '+15550190001',",
      "    type: 'text',",
      "    text: { body: 'Your bread is ready' },",
      '  }),',
      '});',
      'console.log(reply.status, await reply.json());',
    ],
  };
  return Object.fromEntries(Object.entries(lines).map(([name, code]) => [name, code.join('\n')]));
}
