import type { FastifyReply } from 'fastify';
import { Problem } from '../../base/problem.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { confirmFirst, confirmPage, unlessConfirmed } from './confirm.ts';
import { askingOf } from './entering.ts';
import type { AccountPages } from './parts.ts';
import { qrPath } from './qr.ts';

const home = '/account/security';
const setUp = '/account/security/second-factor';

/** The second factor: set up with an app, recovery codes seen once, turned off. Each asks for a fresh proof first. */
export function secondFactorRoutes(pages: PageRoutes, { accounts, showOwn }: AccountPages): void {
  async function draw(visit: OwnVisit, filled: Filled): Promise<Page> {
    const started = await accounts.startSecondFactor(askingOf(visit), visit.reader.session);
    if (started.is !== 'started') {
      throw new Problem('conflict', { detail: 'The second factor was changed in another window meanwhile.' });
    }
    return {
      view: 'account/second-factor',
      title: visit.t('second_factor.title'),
      data: { ...filled, secret: spaced(started.secret), uri: started.uri, qr: qrPath(started.uri) },
    };
  }

  pages.ownGet(setUp, async (visit) => {
    const away = unlessConfirmed(visit, setUp) ?? (await unlessOff(visit));
    return away ?? showOwn(visit, await draw(visit, empty));
  });

  async function unlessOff(visit: OwnVisit): Promise<FastifyReply | undefined> {
    const factor = await accounts.secondFactorOf(visit.reader.person.id);
    return factor.is === 'on' ? visit.reply.redirect(home, 303) : undefined;
  }

  pages.ownPost(setUp, (visit, form) =>
    answerForm(visit, form, {
      show: showOwn,
      draw,
      act: async () => {
        const code = form.raw('code').trim();
        const factor = await accounts.secondFactorOf(visit.reader.person.id);
        if (factor.is === 'on') return go(home);
        if (code === '') return again({ code: visit.t('login.code_missing') });
        const answer = await accounts.finishSecondFactor(askingOf(visit), visit.reader.session, code);
        switch (answer.is) {
          case 'on':
            visit.signIn(answer.token);
            return { is: 'page', page: drawCodes(visit, answer.recoveryCodes) };
          case 'refused':
            return again({ code: visit.t('second_factor.refused') });
          case 'confirm_first':
            return confirmFirst(setUp);
          case 'slow_down':
            return slowDown(visit, answer.retryAfterSeconds);
        }
      },
    }),
  );

  pages.ownPost(`${home}/recovery-codes`, async (visit) => {
    const answer = await accounts.newRecoveryCodes(askingOf(visit), visit.reader.session);
    switch (answer.is) {
      case 'made':
        return showOwn(visit, drawCodes(visit, answer.recoveryCodes));
      case 'confirm_first':
        return visit.reply.redirect(confirmPage(home), 303);
      case 'off':
        return visit.reply.redirect(home, 303);
    }
  });

  pages.ownPost(`${home}/second-factor-off`, async (visit) => {
    const answer = await accounts.endSecondFactor(askingOf(visit), visit.reader.session);
    if (answer.is === 'confirm_first') return visit.reply.redirect(confirmPage(home), 303);
    visit.signIn(answer.token);
    return visit.reply.redirect(`${home}?told=second_factor_off`, 303);
  });
}

/** The one time codes are seen: on the answer itself, which no address leads back to. */
function drawCodes(visit: OwnVisit, codes: string[]): Page {
  const file = [
    visit.t('second_factor.file', { brand: visit.brand.name }),
    visit.reader.person.email,
    '',
    ...codes,
    '',
  ];
  return {
    view: 'account/recovery-codes',
    title: visit.t('second_factor.codes_title'),
    data: { codes, file: `data:text/plain;charset=utf-8,${encodeURIComponent(file.join('\n'))}` },
  };
}

/** In fours, as people read it off. */
function spaced(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
