import type { FastifyInstance } from 'fastify';
import { chooseLanguage } from '../languages/languages.ts';
import { readForm, safePath } from './form.ts';
import { isFromElsewhere } from './routes.ts';
import { chosen } from './theme.ts';
import type { OpenVisit } from './visit.ts';

/** `POST /theme`, a form: remembers the theme and goes back; a script that asks for JSON gets 204 instead. */
export function themeRoutes(app: FastifyInstance, open: OpenVisit): void {
  app.post('/theme', async (request, reply) => {
    const visit = await open(request, reply, chooseLanguage('en'));
    // A page of another site may not change what this visitor sees. There is no token, so that no session begins for it.
    if (isFromElsewhere(visit)) return reply.code(403).send();
    const form = readForm(request.body);
    const theme = chosen(form.get('theme'));
    if (!theme) return reply.code(422).send();
    visit.setCookie('theme', theme === 'system' ? null : theme);
    reply.header('cache-control', 'no-store');
    if (request.headers.accept === 'application/json') return reply.code(204).send();
    return reply.redirect(safePath(form.get('back')) ?? '/', 303);
  });
}
