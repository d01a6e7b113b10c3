import type { AccountHooks } from './accounts/accounts.ts';
import { planBirth } from './devices/devices.ts';
import { signUpPolicy } from './installation/installation.ts';
import { recordAgreement } from './legal/legal.ts';
import type { Secrets } from './secrets/secrets.ts';
import { createWorkspacePair, endMemberships, makeOwner, ownedAlone } from './workspaces/workspaces.ts';

/** What becomes of people in the rooms above their accounts: a workspace at the beginning, none at the end. */
export function createAccountHooks({ secrets }: { secrets: Secrets }): AccountHooks {
  return {
    signUpPolicy,
    isInvited: async () => false,
    async onPersonMade(tx, { person, workspaceName, agreed, at }) {
      const { live, sandbox } = await createWorkspacePair(tx, secrets, {
        name: workspaceName,
        reseller: person.reseller,
        at,
      });
      await planBirth(tx, sandbox, at);
      await makeOwner(tx, { workspace: live.id, person: person.id, at });
      await recordAgreement(tx, person.id, { agreed, at });
    },
    mayLeave: async (tx, person) => ({ names: await ownedAlone(tx, person) }),
    onLeaving: (tx, person) => endMemberships(tx, person),
  };
}
