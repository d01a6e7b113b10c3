import type { FastifyInstance } from 'fastify';
import type { Brand } from './page.ts';
import { chosen, rememberTheme } from './theme.ts';

/** `POST /theme`, a form: remembers the theme and goes back; a script that asks for JSON gets 204 instead. */
export function themeRoutes(app: FastifyInstance, brand: (host: string) => Brand): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 2048 },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  app.post('/theme', (request, reply) => {
    // A page of another site may not change what this visitor sees; old browsers that do not say are let through.
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return reply.code(403).send();
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const theme = chosen(form.get('theme'));
    if (!theme) return reply.code(422).send();
    const secure = brand(request.host).origin.startsWith('https:');
    reply.header('set-cookie', rememberTheme(theme, secure)).header('cache-control', 'no-store');
    if (request.headers.accept === 'application/json') return reply.code(204).send();
    return reply.redirect(localPath(form.get('back')), 303);
  });
}

/** Only a path of this site: `//host`, backslashes and full addresses lead home. */
function localPath(text: string | null): string {
  return text && /^\/(?![/\\])[\w\-./]*$/.test(text) ? text : '/';
}
