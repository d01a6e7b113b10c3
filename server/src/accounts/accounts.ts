import type { Approving } from './approving.ts';
import { createApproving } from './approving.ts';
import type { Confirming } from './confirming.ts';
import { createConfirming } from './confirming.ts';
import type { EmailChange } from './email-change.ts';
import { createEmailChange } from './email-change.ts';
import type { Erasing } from './erasing.ts';
import { createErasing } from './erasing.ts';
import type { Ground } from './ground.ts';
import { createHasher } from './hasher.ts';
import type { Leaving } from './leaving.ts';
import { createLeaving } from './leaving.ts';
import type { OwnSessions } from './own-sessions.ts';
import { createOwnSessions } from './own-sessions.ts';
import type { Resetting } from './resetting.ts';
import { createResetting } from './resetting.ts';
import type { SecondFactor } from './second-factor.ts';
import { createSecondFactor } from './second-factor.ts';
import type { SigningIn } from './signing-in.ts';
import { createSigningIn } from './signing-in.ts';
import type { SigningUp } from './signing-up.ts';
import { createSigningUp } from './signing-up.ts';

export { agentLabel, networkOf } from './agent.ts';
export { isAnonymousSession, newAnonymousSession } from './anonymous.ts';
export type { Asking, Entered, SlowDown } from './asking.ts';
export { comesFromElsewhere, isCsrfTokenOf, mayPost, newCsrfToken } from './csrf.ts';
export { needEmail } from './email.ts';
export type { AccountHooks, FirstWishes } from './hooks.ts';
export type { Knock } from './knock.ts';
export { knockOf } from './knock.ts';
export { listLegalReaders } from './legal-readers.ts';
export { linkPaths, makeResetLink } from './links.ts';
export { findOperator, hasOperator, makeOperator } from './operator.ts';
export type { PasswordFault } from './password.ts';
export { judgePassword } from './password.ts';
export type { Person } from './person.ts';
export { countPeople, findPeople, findPerson, findPersonByEmail } from './person.ts';
export type { Recognized } from './recognize.ts';

export type { SecondFactorState } from './second-factor.ts';
export type { Session } from './sessions.ts';
export {
  isConfirmed,
  startSession,
} from './sessions.ts';
export { lockFounding, lookAtSetUp, makeSetUpLink, spendSetUp } from './set-up.ts';
export type { SignUpAnswer } from './signing-up.ts';
export type { Budget } from './throttle.ts';
export { take } from './throttle.ts';
export { hashToken, isToken, newToken } from './token.ts';

/** Everything people do with their accounts. Each verb opens its own transactions. */
export type Accounts = SigningUp &
  SigningIn &
  Resetting &
  Confirming &
  EmailChange &
  SecondFactor &
  OwnSessions &
  Leaving &
  Erasing &
  Approving;

/** `hasher` is one for the whole process: it is what bounds the hashes at once. */
export function createAccounts(deps: Omit<Ground, 'hasher'> & { hasher?: Ground['hasher'] }): Accounts {
  const ground: Ground = { ...deps, hasher: deps.hasher ?? createHasher() };
  return {
    ...createSigningUp(ground),
    ...createSigningIn(ground),
    ...createResetting(ground),
    ...createConfirming(ground),
    ...createEmailChange(ground),
    ...createSecondFactor(ground),
    ...createOwnSessions(ground),
    ...createLeaving(ground),
    ...createErasing(ground),
    ...createApproving(ground),
  };
}
