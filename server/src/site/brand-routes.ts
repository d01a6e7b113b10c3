import type { FastifyInstance } from 'fastify';
import { inkOn, readColour } from '../base/colour.ts';
import type { Brand } from '../brands/brands.ts';
import { escapeHtml } from '../languages/languages.ts';
import type { Assets } from './assets.ts';

/** The colour that stands in the house's own style sheet already. */
const houseAccent = '#e8a317';
const houseName = 'WhatzAPI';

/** Is it our own name? The drawn one and pictures with it are for no brand of somebody else, nor for another name of ours. */
export function isOurs({ isPlatform, name }: Brand): boolean {
  return isPlatform && name === houseName;
}

/** The address of the style sheet that gives a page its brand's colour; null where the house's own is right. */
export function brandStyle({ accent }: Brand): string | null {
  const colour = accent.toLowerCase();
  return colour === houseAccent ? null : `/brand/${colour.slice(1)}.css`;
}

/**
 * What differs from brand to brand and is no page: the colour, as a style sheet of its own, since nothing may stand inline, and
 * the picture in the browser's tab. The colour is the address, so the file is cached for good.
 */
export function brandRoutes(
  app: FastifyInstance,
  { assets, brandOf }: { assets: Assets; brandOf: (host: string) => Brand },
): void {
  app.get<{ Params: { file: string } }>('/brand/:file', (request, reply) => {
    const colour = /^[0-9a-f]{6}\.css$/.test(request.params.file) && readColour(request.params.file.slice(0, 6));
    if (!colour) return reply.callNotFound();
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(`:root{--accent:${colour};--on-accent:${inkOn(colour)}}\n`);
  });
  app.get('/favicon.svg', (request, reply) => {
    const brand = brandOf(request.host);
    return reply
      .header('cache-control', 'public, max-age=86400')
      .type('image/svg+xml')
      .send(isOurs(brand) ? assets.files.get('mark.svg')?.bytes : monogram(brand));
  });
}

function monogram({ name, accent }: Brand): string {
  const [letter = ''] = new Intl.Segmenter().segment(name)[Symbol.iterator]().next().value?.segment ?? '';
  const colour = readColour(accent) ?? houseAccent;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${colour}"/><text x="16" y="22" text-anchor="middle" font-family="system-ui,sans-serif" font-size="18" font-weight="700" fill="${inkOn(colour)}">${escapeHtml(letter.toUpperCase())}</text></svg>`;
}
