import type { Outcome } from '../answer-form.ts';
import { answerForm, go } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { address, askingOf } from './entering.ts';
import type { AccountPages } from './parts.ts';

/** A link of a letter that does one thing: a page that says what, and a button that does it. */
type LetterLink = {
  path: string;
  name: 'change_email' | 'undo_change_email' | 'keep_account';
  look(visit: Visit, token: string): Promise<{ is: 'fresh'; email: string } | { is: 'stale' }>;
  act(visit: Visit, token: string): Promise<Outcome | 'stale'>;
};

/** The links of letters about an account: a new address, undoing that, keeping an account that was to be deleted. */
export function letterRoutes(pages: PageRoutes, { accounts, showDoor }: AccountPages): void {
  const links: LetterLink[] = [
    {
      path: '/change-email',
      name: 'change_email',
      look: (visit, token) => accounts.lookAtEmailChange(askingOf(visit), token),
      async act(visit, token) {
        const answer = await accounts.changeEmail(askingOf(visit), token);
        if (answer.is === 'stale') return 'stale';
        if (answer.is === 'taken') {
          return {
            is: 'page',
            page: { view: 'account/email-taken', title: visit.t('letter.taken_title'), status: 409 },
          };
        }
        return go(
          visit.reader.is === 'signed_in'
            ? '/account/email?told=email_changed'
            : address(visit, '/login', { told: 'email_changed' }),
        );
      },
    },
    {
      path: '/undo-change-email',
      name: 'undo_change_email',
      look: (visit, token) => accounts.lookAtUndo(askingOf(visit), token),
      async act(visit, token) {
        const answer = await accounts.undoEmailChange(askingOf(visit), token);
        if (answer.is === 'stale') return 'stale';
        // All sessions have ended, so what this browser holds is worth nothing.
        if (visit.reader.is !== 'nobody') visit.signOut();
        return go(address(visit, '/login', { told: 'email_undone' }));
      },
    },
    {
      path: '/keep-account',
      name: 'keep_account',
      look: (visit, token) => accounts.lookAtKeeping(askingOf(visit), token),
      async act(visit, token) {
        const answer = await accounts.keepByLink(askingOf(visit), token);
        if (answer.is === 'stale') return 'stale';
        return go(visit.reader.is === 'signed_in' ? '/account?told=kept' : address(visit, '/login', { told: 'kept' }));
      },
    },
  ];

  for (const { path, name, look, act } of links) {
    const draw = async (visit: Visit): Promise<Page> => {
      const link = await look(visit, queried(visit, 'token'));
      if (link.is === 'stale') return drawStale(visit);
      return { view: 'account/letter-link', title: visit.t(`letter.${name}_title`), data: { name, email: link.email } };
    };
    pages.get(path, async (visit) => showDoor(visit, await draw(visit)));
    pages.post(path, (visit, form) =>
      answerForm(visit, form, {
        show: showDoor,
        draw,
        act: async () => {
          const outcome = await act(visit, queried(visit, 'token'));
          return outcome === 'stale' ? { is: 'page', page: { ...drawStale(visit), status: 410 } } : outcome;
        },
      }),
    );
  }
}

function drawStale(visit: Visit): Page {
  return { view: 'account/letter-stale', title: visit.t('letter.stale_title') };
}
