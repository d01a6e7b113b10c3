import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';

/** What was just done, told once on the page after it. It stands in the address, so anybody could write it: it says only harmless things. */
type Telling =
  | 'again'
  | 'browser_forgotten'
  | 'code_late'
  | 'email_changed'
  | 'email_sent'
  | 'email_undone'
  | 'invitation_declined'
  | 'invited'
  | 'kept'
  | 'key_revoked'
  | 'left'
  | 'member_removed'
  | 'now_owner'
  | 'offer_ended'
  | 'offered'
  | 'others_ended'
  | 'password_changed'
  | 'profile_saved'
  | 'role_changed'
  | 'second_factor_off'
  | 'session_ended'
  | 'uninvited'
  | 'welcome'
  | 'workspace_joined'
  | 'workspace_left'
  | 'workspace_made'
  | 'workspace_renamed';

/** The sentence for `?told=`, of those that belong to this page. */
export function told(visit: Visit, tellings: readonly Telling[]): string | undefined {
  const name = tellings.find((one) => one === queried(visit, 'told'));
  return name && visit.t(`told.${name}`);
}
