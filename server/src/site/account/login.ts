import { isLanguage, localPath } from '../../languages/languages.ts';
import type { Draw, Filled } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import type { PageRoutes } from '../routes.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { address, askingOf, enter, nextOf } from './entering.ts';
import type { AccountPages } from './parts.ts';
import { sentPage } from './sent-letter.ts';
import { told } from './told.ts';

/** Signing in, the second factor, and signing out. */
export function loginRoutes(pages: PageRoutes, { accounts, secrets, showDoor }: AccountPages): void {
  pages.get('/login', async (visit) => {
    const next = queried(visit, 'next');
    if (visit.reader.is === 'signed_in') return visit.reply.redirect(nextOf(next), 303);
    if (visit.reader.is === 'half_way') return visit.reply.redirect(address(visit, '/login/code', { next }), 303);
    return showDoor(visit, await drawLogin(visit, empty));
  });

  pages.post('/login', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw: drawLogin,
      act: async () => {
        const [email, password] = [form.get('email'), form.raw('password')];
        if (email === '' || password === '') {
          return again({
            ...(email === '' && { email: visit.t('login.email_missing') }),
            ...(password === '' && { password: visit.t('login.password_missing') }),
          });
        }
        const entered = await accounts.signIn(askingOf(visit), { email, password, remember: form.has('remember') });
        return enter(visit, entered, {
          accounts,
          next: nextOf(form.get('next')),
          sentTo: sentPage(visit, secrets, { page: '/register/sent', to: email }),
          refused: { form: visit.t('login.refused') },
        });
      },
    }),
  );

  pages.get('/login/code', async (visit) => {
    if (visit.reader.is === 'signed_in') return visit.reply.redirect(nextOf(queried(visit, 'next')), 303);
    if (visit.reader.is === 'nobody') return visit.reply.redirect(address(visit, '/login'), 303);
    return showDoor(visit, await drawCode(visit, empty));
  });

  pages.post('/login/code', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw: drawCode,
      act: async () => {
        const { reader } = visit;
        if (reader.is === 'signed_in') return go(nextOf(form.get('next')));
        if (reader.is === 'nobody') return go(address(visit, '/login', { told: 'code_late' }));
        const code = form.raw('code').trim();
        if (code === '') return again({ code: visit.t('login.code_missing') });
        return enter(visit, await accounts.enterCode(askingOf(visit), reader.session, code), {
          accounts,
          next: nextOf(form.get('next')),
          sentTo: address(visit, '/login'),
          refused: { code: visit.t('login.code_refused') },
        });
      },
    }),
  );

  pages.post('/logout', async (visit) => {
    const { reader } = visit;
    if (reader.is !== 'nobody') await accounts.signOut(askingOf(visit), reader.session);
    visit.signOut();
    const own = reader.is === 'nobody' ? '' : reader.person.language;
    return visit.reply.redirect(localPath(isLanguage(own) ? own : visit.language, '/'), 303);
  });
}

const drawLogin: Draw<Visit> = (visit, filled) => ({
  view: 'account/login',
  title: visit.t('login.title'),
  description: visit.t('login.description', { brand: visit.brand.name }),
  indexed: true,
  data: {
    ...filled,
    next: nextKept(visit, filled),
    told: told(visit, ['left', 'kept', 'email_changed', 'email_undone', 'code_late']),
  },
});

const drawCode: Draw<Visit> = (visit, filled) => ({
  view: 'account/code',
  title: visit.t('login.code_title'),
  data: { ...filled, next: nextKept(visit, filled) },
});

function nextKept(visit: Visit, { values }: Filled): string {
  return values['next'] ?? queried(visit, 'next');
}
