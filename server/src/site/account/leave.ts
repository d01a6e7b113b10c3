import { formatDate } from '../../languages/languages.ts';
import type { Filled, Outcome } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { confirmFirst, unlessConfirmed } from './confirm.ts';
import { address, askingOf } from './entering.ts';
import type { AccountPages } from './parts.ts';

/** `/account/delete`: what will happen, the word to type, and undoing it for seven days. */
export function leaveRoutes(pages: PageRoutes, { accounts, showOwn }: AccountPages): void {
  pages.ownGet('/account/delete', (visit) => {
    if (visit.reader.person.leavesAt) return visit.reply.redirect('/account', 303);
    return unlessConfirmed(visit, '/account/delete') ?? showOwn(visit, draw(visit, empty));
  });

  pages.ownPost('/account/delete', (visit, form) =>
    answerForm(visit, form, {
      show: showOwn,
      draw,
      act: async (): Promise<Outcome> => {
        const word = visit.t('leave.word');
        if (form.get('word').toLowerCase() !== word.toLowerCase()) {
          return again({ word: visit.t('leave.word_wrong', { word }) });
        }
        const answer = await accounts.leave(askingOf(visit), visit.reader.session);
        switch (answer.is) {
          case 'planned':
            visit.signOut();
            return go(address(visit, '/login', { told: 'left' }));
          case 'confirm_first':
            return confirmFirst('/account/delete');
          case 'only_operator':
            return again({ form: visit.t('leave.only_operator') });
          case 'owns_workspaces':
            return { is: 'page', page: { ...draw(visit, empty, answer.names), status: 409 } };
        }
      },
    }),
  );

  pages.ownPost('/account/keep', async (visit) => {
    await accounts.keepAccount(askingOf(visit), visit.reader.person.id);
    return visit.reply.redirect('/account?told=kept', 303);
  });
}

function draw(visit: OwnVisit, filled: Filled, owned: string[] = []): Page {
  const at = new Date(visit.now.getTime() + 7 * 86_400_000);
  return {
    view: 'account/leave',
    title: visit.t('leave.title'),
    data: { ...filled, owned, until: formatDate(visit.language, at) },
  };
}
