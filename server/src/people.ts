import type { AccountHooks } from './accounts/accounts.ts';
import type { Clock } from './base/clock.ts';
import { openPair } from './devices/devices.ts';
import { signUpPolicy } from './installation/installation.ts';
import { recordAgreement } from './legal/legal.ts';
import type { Secrets } from './secrets/secrets.ts';
import { acceptInvitation, endMemberships, isInvited, ownedAlone, ownPair } from './workspaces/workspaces.ts';

/** What becomes of people in the rooms above their accounts: a workspace at the beginning, none at the end. */
export function createAccountHooks({ secrets, clock }: { secrets: Secrets; clock: Clock }): AccountHooks {
  return {
    signUpPolicy,
    isInvited: (tx, invitation, email) => isInvited(tx, invitation, email, clock.now()),
    async onPersonMade(tx, { person, workspaceName: name, invitation, agreed, at }) {
      // Whoever comes by an invitation joins that workspace; they may make one of their own at any time.
      if (invitation) await acceptInvitation(tx, invitation, { person, at, isProven: true });
      else {
        const { live } = await openPair(tx, secrets, { name, reseller: person.reseller, at });
        await ownPair(tx, live, { person, at });
      }
      await recordAgreement(tx, person.id, { agreed, at });
    },
    mayLeave: async (tx, person) => ({ names: await ownedAlone(tx, person) }),
    onLeaving: (tx, person) => endMemberships(tx, person, clock.now()),
  };
}
