import { readFileSync } from 'node:fs';
import { readHouseSettings } from '../../installation/installation.ts';
import { marked } from '../prose.ts';
import type { Front } from './deps.ts';
import { readProse } from './prose-file.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** RFC 9116 wants an end less than a year away; this one moves every day, so it is met only when nobody serves the file. */
const goodForDays = 180;

/** Where a weakness is reported, for people and for machines (RFC 9116). */
export function securityRoutes({ app, pages, show, db, clock, brandOf }: Front): void {
  const { title, blocks } = readProse(readFileSync(new URL('../../../../SECURITY.md', import.meta.url), 'utf8'));

  pages.getInEnglish('/security', (visit) =>
    show(visit, {
      view: 'front/security',
      title,
      description: 'How to report a weakness, what we hold ourselves to, and what is known and accepted.',
      style: 'front.css',
      translated: false,
      data: { heading: title, blocks, marked },
    }),
  );

  app.get('/.well-known/security.txt', async (request, reply) => {
    const { origin, supportEmail, isPlatform } = brandOf(request.host);
    const { legalEmail } = await db.system(readHouseSettings);
    const email = isPlatform ? legalEmail : supportEmail;
    const today = Math.floor(clock.now().getTime() / dayMs) * dayMs;
    const lines = [
      ...(email ? [`Contact: mailto:${encodeURI(email)}`] : []),
      `Contact: ${origin}/contact`,
      `Expires: ${new Date(today + goodForDays * dayMs).toISOString()}`,
      'Preferred-Languages: en',
      `Canonical: ${origin}/.well-known/security.txt`,
      `Policy: ${origin}/security`,
    ];
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
  });
}
