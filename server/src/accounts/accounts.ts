export { agentLabel, networkHash, networkOf } from './agent.ts';
export { isAnonymousSession, newAnonymousSession } from './anonymous.ts';
export { isCsrfTokenOf, mayPost, newCsrfToken } from './csrf.ts';
export type { Knock } from './knock.ts';
export { knockOf } from './knock.ts';
export { hasOperator, makeOperator } from './operator.ts';
export type { Person, PersonState } from './person.ts';
export { findPeople, findPerson, findPersonByEmail } from './person.ts';
export type { Recognized } from './recognize.ts';
export { recognize } from './recognize.ts';
export type { RememberCookie, RememberedBrowser } from './remembered.ts';
export { forgetBrowser, forgetBrowsers, listBrowsers, rememberBrowser, sweepBrowsers } from './remembered.ts';
export type { Session } from './sessions.ts';
export {
  endSession,
  endSessions,
  findSession,
  isConfirmed,
  listSessions,
  startSession,
  sweepSessions,
} from './sessions.ts';
