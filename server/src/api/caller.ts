import type { Asking, Person, Session } from '../accounts/accounts.ts';
import { isConfirmed } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { KeyCaller, Membership } from '../workspaces/workspaces.ts';

/** Somebody signed in, in no workspace: whom the routes about one's own account are for. */
export type PersonCaller = { by: 'person'; person: Person; session: Session; asking: Asking };

/** Somebody signed in, in a workspace they named. `devices`: members may touch all. */
export type MemberCaller = Omit<PersonCaller, 'by'> & Membership & { by: 'member'; devices: null };

/** Who calls within a workspace: a program by its key, or a member by their session. */
export type Caller = KeyCaller | MemberCaller;

/** The public id of who did it: of the key, or of the person. */
export function actorOf(caller: Caller | PersonCaller): string {
  return caller.by === 'key' ? showId('apiKey', caller.key) : showId('person', caller.person.id);
}

/** Whose requests are counted together: a key's or a session's. */
export function counted(caller: Caller | PersonCaller): Id<'apiKey'> | Id<'session'> {
  return caller.by === 'key' ? caller.key : caller.session.id;
}

/** Refuses people whose session has not proven password or code within 10 minutes. Keys have nothing to prove again. */
export function mustBeConfirmed(caller: Caller | PersonCaller, { now, origin }: { now: Date; origin: string }): void {
  if (caller.by === 'key' || isConfirmed(caller.session, now)) return;
  throw new Problem('confirmation_required', {
    detail: 'Confirm your password or code first; that holds for 10 minutes.',
    fix: { text: 'Confirm that it is you, then send the request again.', url: `${origin}/account/confirm` },
  });
}
