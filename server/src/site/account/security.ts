import { formatDate } from '../../languages/languages.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { askingOf } from './entering.ts';
import type { AccountPages } from './parts.ts';
import { passwordFault } from './password-faults.ts';
import { told } from './told.ts';

/** `/account/security`: the password, and whether a second factor guards the account. */
export function securityRoutes(pages: PageRoutes, { accounts, showOwn }: AccountPages): void {
  async function draw(visit: OwnVisit, filled: Filled): Promise<Page> {
    const factor = await accounts.secondFactorOf(visit.reader.person.id);
    return {
      view: 'account/security',
      title: visit.t('security.title'),
      data: {
        ...filled,
        factor: factor.is === 'on' ? { ...factor, sinceText: formatDate(visit.language, factor.since) } : undefined,
        told: told(visit, ['password_changed', 'second_factor_off']),
      },
    };
  }

  pages.ownGet('/account/security', async (visit) => showOwn(visit, await draw(visit, empty)));

  pages.ownPost('/account/security/password', (visit, form) =>
    answerForm(visit, form, {
      show: showOwn,
      draw,
      act: async () => {
        const [current, password] = [form.raw('current_password'), form.raw('password')];
        if (current === '' || password === '') {
          return again({
            ...(current === '' && { current_password: visit.t('login.password_missing') }),
            ...(password === '' && { password: visit.t('register.password_missing') }),
          });
        }
        const answer = await accounts.changePassword(askingOf(visit), visit.reader.session, { current, password });
        switch (answer.is) {
          case 'changed':
            visit.signIn(answer.token);
            // Every remembered browser is forgotten with it, this one too.
            if (visit.jar.get('remember_me') !== undefined) visit.setCookie('remember_me', null);
            return go('/account/security?told=password_changed');
          case 'wrong_password':
            return again({ current_password: visit.t('confirm.refused') });
          case 'password_refused':
            return again({ password: passwordFault(visit.t, answer.fault) });
          case 'slow_down':
            return slowDown(visit, answer.retryAfterSeconds);
        }
      },
    }),
  );
}
