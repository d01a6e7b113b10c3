import { languageFacts, publicLanguages } from '../../languages/languages.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { confirmFirst, unlessConfirmed } from './confirm.ts';
import { askingOf, unlessInvalid } from './entering.ts';
import type { AccountPages } from './parts.ts';
import { told } from './told.ts';

const nameCharactersMax = 100;

/** `/account`, the profile, and `/account/email`, the address. */
export function profileRoutes(pages: PageRoutes, { accounts, showOwn }: AccountPages): void {
  pages.ownGet('/account', (visit) => {
    const { name, language, wantsLegalMail } = visit.reader.person;
    const values = { name, language, ...(wantsLegalMail && { legal_mail: '1' }) };
    return showOwn(visit, drawProfile(visit, { values, faults: {} }));
  });

  pages.ownPost('/account', (visit, form) =>
    answerForm(visit, form, {
      show: showOwn,
      draw: drawProfile,
      act: async () => {
        const [name, language] = [form.get('name'), form.get('language')];
        if (name === '') return again({ name: visit.t('register.name_missing') });
        if (name.length > nameCharactersMax) {
          return again({ name: visit.t('register.name_long', { max: nameCharactersMax }) });
        }
        const known = publicLanguages.find((one) => one === language);
        await accounts.changeProfile(visit.reader.person.id, {
          name,
          legalMail: form.has('legal_mail'),
          ...(known && { language: known }),
        });
        return go('/account?told=profile_saved');
      },
    }),
  );

  pages.ownGet('/account/email', (visit) => {
    if (told(visit, emailTellings) === undefined) {
      const away = unlessConfirmed(visit, '/account/email');
      if (away) return away;
    }
    return showOwn(visit, drawEmail(visit, empty));
  });

  pages.ownPost('/account/email', (visit, form) =>
    answerForm(visit, form, {
      show: showOwn,
      draw: drawEmail,
      act: async () => {
        const email = form.get('email');
        if (email === '') return again({ email: visit.t('login.email_missing') });
        const answer = await unlessInvalid(accounts.askToChangeEmail(askingOf(visit), visit.reader.session, email));
        if (answer === 'invalid') return again({ email: visit.t('register.email_wrong') });
        switch (answer.is) {
          case 'sent':
            return go('/account/email?told=email_sent');
          case 'confirm_first':
            return confirmFirst('/account/email');
          case 'slow_down':
            return slowDown(visit, answer.retryAfterSeconds);
        }
      },
    }),
  );
}

const emailTellings = ['email_sent', 'email_changed'] as const;

function drawProfile(visit: OwnVisit, filled: Filled): Page {
  return {
    view: 'account/profile',
    title: visit.t('profile.title'),
    data: {
      ...filled,
      languageNames: publicLanguages.map((one) => ({ value: String(one), text: languageFacts(one).name })),
      told: told(visit, ['profile_saved', 'kept', 'password_changed', 'welcome']),
    },
  };
}

function drawEmail(visit: OwnVisit, filled: Filled): Page {
  return {
    view: 'account/email',
    title: visit.t('email.title'),
    data: { ...filled, told: told(visit, emailTellings) },
  };
}
