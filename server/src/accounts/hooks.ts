import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { Person } from './person.ts';

/** What was said at sign-up and becomes true when the address is proven. */
export type FirstWishes = {
  person: Person;
  workspaceName: string;
  /** The invitation they came with: then they join that workspace instead of getting one of their own. */
  invitation: Id<'invitation'> | null;
  /** The legal versions they agreed to: `{ terms: 1, … }`. */
  agreed: Record<string, number>;
  at: Date;
};

/** What accounts ask of rooms above them; wired in `app.ts`. All are called inside the transaction of the act. */
export type AccountHooks = {
  /** May somebody make an account now? `legalMissing`: the operator's legal name and address are not set, so nobody may uninvited. */
  signUpPolicy(tx: Tx): Promise<{ policy: 'open' | 'approve' | 'invite' | 'closed'; legalMissing: boolean }>;
  /** Is this invitation open, and for this address? */
  isInvited(tx: Tx, invitation: Id<'invitation'>, email: string): Promise<boolean>;
  /** Makes the workspace pair or joins by the invitation, and records what was agreed to. */
  onPersonMade(tx: Tx, wishes: FirstWishes): Promise<void>;
  /** The workspaces of which this person is the only owner and which others use too: those must be handed over first. */
  mayLeave(tx: Tx, person: Id<'person'>): Promise<{ names: string[] }>;
  /** Removes memberships and what else points to the person; the row is deleted right after. */
  onLeaving(tx: Tx, person: Id<'person'>): Promise<void>;
};
