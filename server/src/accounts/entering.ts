import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { Asking, Entered } from './asking.ts';
import { noteSuccess } from './credentials.ts';
import { type Ground, note } from './ground.ts';
import type { Person } from './person.ts';
import { findShown, forgetBrowser, rememberBrowser } from './remembered.ts';
import { hasSecondFactor } from './second-factors.ts';
import { endShown, startSession } from './sessions.ts';

/** How somebody proved who they are, as the record tells it. */
export type Proof = 'password' | 'verification' | 'reset' | 'code' | 'recovery_code';

/**
 * Lets in whoever proved a password or a link: half way when a second factor is on, else fully. Whatever session the browser
 * showed ends, so a planted one is worth nothing. The caller has locked the person. System transaction.
 */
export async function enter(
  tx: Tx,
  ground: Ground,
  asking: Asking,
  entry: { person: Person; proof: Proof; remember: boolean },
): Promise<Entered> {
  const { person, remember } = entry;
  if (!(await hasSecondFactor(tx, person.id))) return enterFully(tx, ground, asking, entry);
  await endShown(tx, asking.knock);
  const { token } = await startSession(tx, asking.knock, {
    person: person.id,
    stage: 'second_factor',
    wantsRemembering: remember,
    isConfirmed: false,
  });
  return { is: 'code_needed', token };
}

/** Lets somebody in for whom nothing is left to prove. System transaction. */
export async function enterFully(
  tx: Tx,
  { secrets }: Ground,
  asking: Asking,
  { person, proof, remember }: { person: Person; proof: Proof; remember: boolean },
): Promise<Extract<Entered, { is: 'signed_in' }>> {
  const { knock } = asking;
  await endShown(tx, knock);
  await forgetShown(tx, asking);
  const remembered = remember ? await rememberBrowser(tx, knock, person.id) : undefined;
  const { token } = await startSession(tx, knock, {
    person: person.id,
    stage: 'full',
    remembered: remembered?.browser ?? null,
    isConfirmed: true,
  });
  await noteSuccess(tx, secrets, asking, person.id);
  await note(tx, asking, person, { action: 'person.signed_in', details: { proof, remembered: remember } });
  return { is: 'signed_in', person, token, ...(remembered ? { remember: remembered.cookie } : {}) };
}

// Signing in anew replaces whatever this browser was remembered for, perhaps for somebody else.
async function forgetShown(tx: Tx, { knock }: Asking): Promise<void> {
  const shown: { person: Id<'person'>; browser: Id<'browser'> } | undefined = await findShown(tx, knock);
  if (shown) await forgetBrowser(tx, shown.person, shown.browser);
}
