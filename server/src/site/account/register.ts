import type { SignUpAnswer } from '../../accounts/accounts.ts';
import type { Invited } from '../../workspaces/workspaces.ts';
import { lookAtInvitation } from '../../workspaces/workspaces.ts';
import type { Faults, Filled, Outcome } from '../answer-form.ts';
import { again, answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Form } from '../form.ts';
import type { Page } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { address, askingOf, unlessInvalid } from './entering.ts';
import type { AccountPages, SignUpState } from './parts.ts';
import { passwordFault } from './password-faults.ts';
import { createHasServer, patienceLeft, sentLetter, sentPage } from './sent-letter.ts';
import { told } from './told.ts';

/** Making an account: one page, a letter, and what to do until it comes. */
export function registerRoutes(pages: PageRoutes, parts: AccountPages): void {
  const { accounts, db, secrets, showDoor } = parts;

  /** The open invitation somebody comes with; one to the people of another reseller opens nothing here. */
  async function invitedBy(visit: Visit): Promise<Invited | undefined> {
    const token = queried(visit, 'invitation');
    if (token === '') return undefined;
    const found = await db.system((tx) => lookAtInvitation(tx, token, visit.now));
    return found?.reseller === visit.brand.reseller ? found : undefined;
  }

  async function draw(visit: Visit, filled: Filled): Promise<Page> {
    const invited = await invitedBy(visit);
    const { door, versions } = await db.system(async (tx) => ({
      door: await parts.signUpPolicy(tx),
      versions: await parts.currentVersions(tx),
    }));
    const closed = invited ? undefined : closedBy(door);
    if (closed) return drawClosed(visit, closed);
    const token = queried(visit, 'invitation');
    return {
      view: 'account/register',
      title: visit.t('register.title'),
      description: visit.t('register.description', { brand: visit.brand.name }),
      indexed: token === '',
      data: {
        ...filled,
        versions,
        invited: invited && { ...invited, roleText: visit.t(`role.${invited.role}`) },
        isInvitationStale: token !== '' && !invited,
        isApproved: door.policy === 'approve' && !invited,
        act: address(visit, '/register', { invitation: token }),
      },
    };
  }

  pages.get('/register', async (visit) => {
    const token = queried(visit, 'invitation');
    if (visit.reader.is === 'signed_in') {
      const known = token !== '' ? address(visit, `/join/${encodeURIComponent(token)}`) : '/account';
      return visit.reply.redirect(known, 303);
    }
    return showDoor(visit, await draw(visit, empty));
  });

  pages.post('/register', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw,
      act: async () => {
        const invited = await invitedBy(visit);
        const faults = faultsOf(visit, form, invited);
        if (Object.keys(faults).length > 0) return again(faults);
        const email = invited?.email ?? form.get('email');
        const answer = await unlessInvalid(
          accounts.register(askingOf(visit), {
            email,
            name: form.get('name'),
            password: form.raw('password'),
            // Whoever joins gets none of their own; it is named only in case the invitation is taken back meanwhile.
            workspaceName: invited ? form.get('name') : form.get('workspace'),
            // What the person saw, not what is newest now: a version published meanwhile is told of later.
            agreed: { terms: Number(form.get('terms')) || 0, privacy: Number(form.get('privacy')) || 0 },
            ...(invited && { invitation: invited.id }),
          }),
        );
        if (answer === 'invalid') return again({ email: visit.t('register.email_wrong') });
        return outcomeOf(visit, answer, sentPage(visit, secrets, { page: '/register/sent', to: email }));
      },
    }),
  );

  pages.get('/register/sent', async (visit) => showDoor(visit, await drawSent(visit, empty)));
  pages.get('/register/waiting', (visit) =>
    showDoor(visit, { view: 'account/register-waiting', title: visit.t('register.waiting_title') }),
  );

  const hasServer = createHasServer(parts);

  async function drawSent(visit: Visit, filled: Filled): Promise<Page> {
    return {
      view: 'account/register-sent',
      title: visit.t('register.sent_title'),
      data: {
        ...filled,
        letter: sentLetter(visit, secrets),
        hasServer: await hasServer(),
        told: told(visit, ['again']),
      },
    };
  }

  pages.post('/register/sent', (visit, form) =>
    answerForm(visit, form, {
      show: showDoor,
      draw: drawSent,
      act: async () => {
        const letter = sentLetter(visit, secrets);
        if (!letter) return go(address(visit, '/register'));
        const left = patienceLeft(visit, letter);
        if (left > 0) return slowDown(visit, left);
        const answer = await accounts.sendAgain(askingOf(visit), letter.to);
        if (answer.is === 'slow_down') return slowDown(visit, answer.retryAfterSeconds);
        return go(sentPage(visit, secrets, { page: '/register/sent', to: letter.to, again: true }));
      },
    }),
  );
}

function outcomeOf(visit: Visit, answer: SignUpAnswer, sentTo: string): Outcome {
  switch (answer.is) {
    case 'sent':
      return go(sentTo);
    case 'closed':
      return { is: 'page', page: { ...drawClosed(visit, answer.why), status: 403 } };
    case 'password_refused':
      return again({ password: passwordFault(visit.t, answer.fault) });
    case 'slow_down':
      return slowDown(visit, answer.retryAfterSeconds);
  }
}

function closedBy({ policy, legalMissing }: SignUpState): 'closed' | 'invite_only' | 'legal_missing' | undefined {
  if (policy === 'closed') return 'closed';
  if (policy === 'invite') return 'invite_only';
  return legalMissing ? 'legal_missing' : undefined;
}

function drawClosed(visit: Visit, why: 'closed' | 'invite_only' | 'legal_missing'): Page {
  return { view: 'account/register-closed', title: visit.t('register.closed_title'), data: { why } };
}

function faultsOf({ t }: Visit, form: Form, invited: Invited | undefined): Faults {
  return {
    ...(form.get('name') === '' && { name: t('register.name_missing') }),
    ...(!invited && form.get('email') === '' && { email: t('login.email_missing') }),
    ...(form.raw('password') === '' && { password: t('register.password_missing') }),
    ...(!invited && form.get('workspace') === '' && { workspace: t('register.workspace_missing') }),
    ...(!form.has('agree') && { agree: t('register.agree_missing') }),
  };
}
