import { agentLabel, networkOf } from '../../accounts/accounts.ts';
import type { AuditEntry } from '../../audit/audit.ts';
import { recordAudit } from '../../audit/audit.ts';
import { showId } from '../../base/id.ts';
import type { Tx } from '../../db/db.ts';
import type { OwnVisit } from '../routes.ts';

/** Writes what the operator did into a record: that of the workspace or person concerned, or else their own. System transaction. */
export async function noteAct(
  tx: Tx,
  { reader: { person }, knock, request, now }: OwnVisit,
  act: Pick<AuditEntry, 'action' | 'target' | 'details'> & { chain?: AuditEntry['chain'] },
): Promise<void> {
  const { chain = person.id, ...told } = act;
  await recordAudit(tx, {
    ...told,
    chain,
    actor: { kind: 'operator', id: showId('person', person.id) },
    // In somebody else's record the operator's network and browser are nobody's business.
    ...(chain === person.id && {
      personal: {
        person: person.id,
        email: person.email,
        network: networkOf(knock.address),
        agent: agentLabel(knock.userAgent),
      },
    }),
    requestId: request.id,
    at: now,
  });
}
