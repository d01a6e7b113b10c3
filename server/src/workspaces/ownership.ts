import { findPerson } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { chooseLanguage, isLanguage } from '../languages/languages.ts';
import type { Mailer } from '../mail/mail.ts';
import { type Act, liveOf, lockTeam, noteAct, refuseBeyondReach } from './act.ts';
import { memberOf, needMember, setRole } from './members.ts';
import type { Workspace } from './workspace.ts';

/** An open offer of ownership, as the API shows it. */
export type TransferObject = { member: string; asked_by: string; created_at: string; expires_at: string };

/** How long an offer stays open, in milliseconds. */
const offerMs = 7 * 86_400_000;

/**
 * Offers the workspace to another member: once they accept, they are an owner and the asker an admin. A new offer takes the
 * place of the one before. The asker must be an owner. System transaction.
 */
export async function offerOwnership(tx: Tx, mailer: Mailer, act: Act, id: Id<'member'>): Promise<TransferObject> {
  const live = liveOf(act.workspace);
  if (!act.person) throw onlyPeople();
  refuseBeyondReach(act, 'owner');
  await lockTeam(tx, live);
  const asker = await memberOf(tx, live, act.person.id);
  const heir = await needMember(tx, live, id);
  if (asker.role !== 'owner') throw noOffer();
  if (heir.role === 'owner') {
    throw new Problem('conflict', { detail: 'This member is an owner already.', params: { reason: 'is_owner' } });
  }
  const row = await tx.one(sql<TransferRow>`
    insert into ownership_transfers as t (workspace_id, member_id, asked_by, created_at, expires_at)
    values (${live}, ${heir.id}, ${asker.id}, ${act.at}, ${new Date(act.at.getTime() + offerMs)})
    on conflict (workspace_id) do update set member_id = excluded.member_id, asked_by = excluded.asked_by,
      created_at = excluded.created_at, expires_at = excluded.expires_at
    returning ${transferColumns}`);
  await noteAct(tx, act, { action: 'ownership.offered', target: showId('member', heir.id) });
  const person = await findPerson(tx, heir.person);
  if (person) {
    await mailer.queue(tx, {
      brand: act.brand,
      to: person.email,
      language: isLanguage(person.language) ? person.language : chooseLanguage(undefined),
      template: 'ownership_offered',
      values: { workspace: act.workspace.name, asker: act.person.name || act.person.email },
      link: `${act.brand.origin}/account/workspaces/${showId('workspace', live)}`,
    });
  }
  return show(row);
}

/** The open offer; `undefined` when there is none. System transaction. */
export async function findOffer(tx: Tx, workspace: Workspace, now: Date): Promise<TransferObject | undefined> {
  const row = await findRow(tx, liveOf(workspace), now);
  return row && show(row);
}

/** Takes what was offered: the one who acts becomes owner, the one who offered admin. Throws `not_found` without an offer to them. System transaction. */
export async function acceptOwnership(tx: Tx, act: Act): Promise<{ from: Id<'person'> }> {
  const live = liveOf(act.workspace);
  if (!act.person) throw onlyPeople();
  await lockTeam(tx, live);
  const heir = await memberOf(tx, live, act.person.id);
  const offer = await findRow(tx, live, act.at);
  if (!offer || offer.member_id !== heir.id) throw noOffer();
  // The offer goes with the asker's ownership, so whoever asked is an owner still.
  const asker = await needMember(tx, live, brand(offer.asked_by));
  await setRole(tx, live, asker.id, 'admin');
  await setRole(tx, live, heir.id, 'owner');
  await noteAct(tx, act, {
    action: 'ownership.transferred',
    target: showId('member', heir.id),
    details: { from: showId('member', asker.id) },
  });
  return { from: asker.person };
}

/** Takes an offer back, or turns it down: for owners, and for whom it was made. Throws `not_found` otherwise. System transaction. */
export async function endOffer(tx: Tx, act: Act): Promise<void> {
  const live = liveOf(act.workspace);
  if (!act.person) throw onlyPeople();
  await lockTeam(tx, live);
  const member = await memberOf(tx, live, act.person.id);
  const offer = await findRow(tx, live, act.at);
  const isTheirs = offer !== undefined && (member.role === 'owner' || member.id === offer.member_id);
  if (!isTheirs) throw noOffer();
  await tx.run(sql`delete from ownership_transfers where workspace_id = ${live}`);
  await noteAct(tx, act, {
    action: 'ownership.offer_ended',
    target: showId('member', brand<'member'>(offer.member_id)),
  });
}

type TransferRow = { member_id: string; asked_by: string; created_at: Date; expires_at: Date };

const transferColumns = sql`t.member_id, t.asked_by, t.created_at, t.expires_at`;

async function findRow(tx: Tx, live: Id<'workspace'>, now: Date): Promise<TransferRow | undefined> {
  return tx.maybe(sql<TransferRow>`
    select ${transferColumns} from ownership_transfers t where t.workspace_id = ${live} and t.expires_at > ${now}`);
}

function show(row: TransferRow): TransferObject {
  return {
    member: showId('member', row.member_id),
    asked_by: showId('member', row.asked_by),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

function noOffer(): Problem {
  return new Problem('not_found', { detail: 'There is no such offer.' });
}

function onlyPeople(): Problem {
  return new Problem('session_required', {
    detail: 'Ownership passes between people; an API key can neither give nor take it.',
  });
}
