import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Knock } from './knock.ts';
import type { Link } from './links.ts';
import { lookAtLink, makeLink, spendLink } from './links.ts';

/**
 * Before the first set-up nobody has said under which name the installation is reached, so this one link is bound to none. Pages show
 * it on the platform's own hosts only.
 */
const anyHost = '*';

/** Keeps others from making the first operator until the transaction ends. System transaction. */
export async function lockFounding(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('whatzapi.bootstrap', 0))`);
}

/** The token of the link that makes the operator, good for 24 hours; earlier ones become worthless. System transaction. */
export async function makeSetUpLink(tx: Tx, now: Date): Promise<string> {
  await tx.run(sql`delete from one_time_links where purpose = 'set_up'`);
  return makeLink(tx, { purpose: 'set_up', host: anyHost, now });
}

/** Is the link good? Does not use it. System transaction. */
export async function lookAtSetUp(tx: Tx, token: string, now: Date): Promise<boolean> {
  return (await lookAtLink(tx, knockAt(now), 'set_up', token)) !== undefined;
}

/** Uses the link up; false when it is not good any more. System transaction. */
export async function spendSetUp(tx: Tx, token: string, now: Date): Promise<boolean> {
  const link: Link | undefined = await spendLink(tx, knockAt(now), 'set_up', token);
  return link !== undefined;
}

function knockAt(now: Date): { knock: Pick<Knock, 'host' | 'now'> } {
  return { knock: { host: anyHost, now } };
}
