import type { FastifyInstance } from 'fastify';
import { cookies } from '../cookies/cookies.ts';
import type { ShowPage } from './page.ts';
import type { PageRoutes } from './routes.ts';

/** The policy's own version; its date moves only when what it says about cookies changes. */
const cookiePolicy = { version: 1, updated: '2025-11-01', updatedText: 'November 1, 2025' };

const guides = [
  { name: 'Chrome', url: 'https://support.google.com/chrome/answer/95647' },
  { name: 'Firefox', url: 'https://support.mozilla.org/kb/clear-cookies-and-site-data-firefox' },
  { name: 'Safari', url: 'https://support.apple.com/guide/safari/manage-cookies-sfri11471/mac' },
  {
    name: 'Edge',
    url: 'https://support.microsoft.com/microsoft-edge/delete-cookies-in-microsoft-edge-63947406-40ac-c3b8-57b9-2a946a29ae09',
  },
];

/** The pages anyone may read: home and legal pages; and what robots are told. */
export function publicRoutes(app: FastifyInstance, pages: PageRoutes, show: ShowPage): void {
  app.get('/legal', (_request, reply) => reply.redirect('/legal/cookies', 302));
  pages.get('/legal/cookies', (visit) =>
    show(visit, {
      view: 'cookies',
      title: 'Cookie Policy',
      description:
        'Every cookie this site knows: its name, its purpose, how long it lives, and whether it is set today.',
      style: 'legal.css',
      data: { rows: Object.entries(cookies).map(([name, row]) => ({ name, ...row })), policy: cookiePolicy, guides },
    }),
  );
  app.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /start\nDisallow: /v1/\n'),
  );
}
