import type { Draw, Filled } from '../answer-form.ts';
import { again, answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { address, askingOf, enter, unlessInvalid } from './entering.ts';
import type { AccountPages } from './parts.ts';
import { passwordFault } from './password-faults.ts';
import { createHasServer, patienceLeft, sentLetter, sentPage } from './sent-letter.ts';
import { told } from './told.ts';

/** A new password by a link: asking for it, and setting it. */
export function resetRoutes(pages: PageRoutes, parts: AccountPages): void {
  const { accounts, secrets, showDoor } = parts;
  const hasServer = createHasServer(parts);

  pages.get('/forgot', async (visit) => showDoor(visit, await drawForgot(visit, empty)));

  pages.post('/forgot', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw: drawForgot,
      act: async () => {
        const email = form.get('email');
        if (email === '') return again({ email: visit.t('login.email_missing') });
        const answer = await unlessInvalid(accounts.askForReset(askingOf(visit), email));
        if (answer === 'invalid') return again({ email: visit.t('register.email_wrong') });
        if (answer.is === 'slow_down') return slowDown(visit, answer.retryAfterSeconds);
        return go(sentPage(visit, secrets, { page: '/forgot/sent', to: email }));
      },
    }),
  );

  async function drawSent(visit: Visit, filled: Filled): Promise<Page> {
    return {
      view: 'account/forgot-sent',
      title: visit.t('forgot.sent_title'),
      data: {
        ...filled,
        letter: sentLetter(visit, secrets),
        hasServer: await hasServer(),
        told: told(visit, ['again']),
      },
    };
  }

  pages.get('/forgot/sent', async (visit) => showDoor(visit, await drawSent(visit, empty)));

  pages.post('/forgot/sent', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw: drawSent,
      act: async () => {
        const letter = sentLetter(visit, secrets);
        if (!letter) return go(address(visit, '/forgot'));
        const left = patienceLeft(visit, letter);
        if (left > 0) return slowDown(visit, left);
        const answer = await accounts.askForReset(askingOf(visit), letter.to);
        if (answer.is === 'slow_down') return slowDown(visit, answer.retryAfterSeconds);
        return go(sentPage(visit, secrets, { page: '/forgot/sent', to: letter.to, again: true }));
      },
    }),
  );

  async function drawReset(visit: Visit, filled: Filled): Promise<Page> {
    const link = await accounts.lookAtReset(askingOf(visit), queried(visit, 'token'));
    if (link.is === 'stale') return drawStale(visit);
    return { view: 'account/reset', title: visit.t('reset.title'), data: { ...filled, email: link.email } };
  }

  pages.get('/reset', async (visit) => showDoor(visit, await drawReset(visit, empty)));

  pages.post('/reset', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw: drawReset,
      act: async () => {
        const password = form.raw('password');
        if (password === '') return again({ password: visit.t('register.password_missing') });
        const entered = await accounts.reset(askingOf(visit), { token: queried(visit, 'token'), password });
        if (entered.is === 'stale') return { is: 'page', page: { ...drawStale(visit), status: 410 } };
        if (entered.is === 'password_refused') return again({ password: passwordFault(visit.t, entered.fault) });
        return enter(visit, entered, {
          accounts,
          next: '/account?told=password_changed',
          sentTo: address(visit, '/login'),
          refused: { form: visit.t('login.refused') },
        });
      },
    }),
  );
}

const drawForgot: Draw<Visit> = (visit, filled) => ({
  view: 'account/forgot',
  title: visit.t('forgot.title'),
  data: { ...filled },
});

function drawStale(visit: Visit): Page {
  return { view: 'account/reset-stale', title: visit.t('reset.stale_title') };
}
