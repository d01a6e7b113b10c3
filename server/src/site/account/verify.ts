import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { address, askingOf, enter } from './entering.ts';
import type { AccountPages } from './parts.ts';

/**
 * The link of the first letter. Opening the page uses nothing, for scanners of mail open links too; the button does. The password
 * is asked only in another browser than the one that registered.
 */
export function verifyRoutes(pages: PageRoutes, { accounts, showDoor }: AccountPages): void {
  async function draw(visit: Visit, filled: Filled): Promise<Page> {
    const link = await accounts.lookAtVerification(askingOf(visit), queried(visit, 'token'));
    if (link.is === 'stale') return drawStale(visit);
    return {
      view: 'account/verify',
      title: visit.t('verify.title'),
      data: { ...filled, email: link.email, needsPassword: link.needsPassword },
    };
  }

  pages.get('/verify', async (visit) => showDoor(visit, await draw(visit, empty)));

  pages.post('/verify', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw,
      act: async () => {
        const password = form.raw('password');
        const proof = { token: queried(visit, 'token'), ...(password !== '' && { password }) };
        const entered = await accounts.verify(askingOf(visit), proof);
        if (entered.is === 'stale') return { is: 'page', page: { ...drawStale(visit), status: 410 } };
        if (entered.is === 'wrong_password') return again({ password: visit.t('verify.password_wrong') });
        return enter(visit, entered, {
          accounts,
          next: '/account?told=welcome',
          sentTo: address(visit, '/login'),
          refused: { form: visit.t('login.refused') },
        });
      },
    }),
  );
}

function drawStale(visit: Visit): Page {
  return { view: 'account/verify-stale', title: visit.t('verify.stale_title') };
}
