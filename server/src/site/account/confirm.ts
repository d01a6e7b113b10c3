import type { FastifyReply } from 'fastify';
import { isConfirmed } from '../../accounts/accounts.ts';
import type { Filled, Outcome } from '../answer-form.ts';
import { again, answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { queried } from '../routes.ts';
import { askingOf, nextOf } from './entering.ts';
import type { AccountPages } from './parts.ts';

/** Where somebody proves that it is still them; it leads back to the page of the act, which they then do themselves. */
export function confirmPage(next: string): string {
  return `/account/confirm?${new URLSearchParams({ next }).toString()}`;
}

/** The answer to an act for which it is too long ago that they proved it. */
export const confirmFirst = (next: string): Outcome => go(confirmPage(next));

/** Leads to the proof before a page whose only use is a sensitive act, so that nobody fills it in for nothing. */
export function unlessConfirmed(visit: OwnVisit, next: string): FastifyReply | undefined {
  if (isConfirmed(visit.reader.session, visit.now)) return undefined;
  return visit.reply.redirect(confirmPage(next), 303);
}

/** `/account/confirm`: the password or a code again, good for ten minutes. */
export function confirmRoutes(pages: PageRoutes, { accounts, showOwn }: AccountPages): void {
  async function draw(visit: OwnVisit, filled: Filled): Promise<Page> {
    const factor = await accounts.secondFactorOf(visit.reader.person.id);
    return {
      view: 'account/confirm',
      title: visit.t('confirm.title'),
      data: {
        ...filled,
        next: nextOf(filled.values['next'] ?? queried(visit, 'next')),
        hasCode: factor.is === 'on',
        hasPassword: visit.reader.person.hasPassword,
      },
    };
  }

  pages.ownGet('/account/confirm', async (visit) => showOwn(visit, await draw(visit, empty)));

  pages.ownPost('/account/confirm', (visit, form) =>
    answerForm(visit, form, {
      show: showOwn,
      draw,
      act: async () => {
        const code = form.raw('code').trim();
        const password = form.raw('password');
        if (code === '' && password === '') return again({ form: visit.t('confirm.missing') });
        const proof = code === '' ? { password } : { code };
        const answer = await accounts.confirm(askingOf(visit), visit.reader.session, proof);
        if (answer.is === 'slow_down') return slowDown(visit, answer.retryAfterSeconds);
        if (answer.is === 'refused') {
          return again(
            code === '' ? { password: visit.t('confirm.refused') } : { code: visit.t('login.code_refused') },
          );
        }
        visit.signIn(answer.token);
        return go(nextOf(form.get('next')));
      },
    }),
  );
}
