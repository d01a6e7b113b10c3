import type { Accounts, FirstWishes } from '../../accounts/accounts.ts';
import {
  findPerson,
  findPersonByEmail,
  hasOperator,
  judgePassword,
  linkPaths,
  lockFounding,
  makeOperator,
  makeResetLink,
  spendSetUp,
} from '../../accounts/accounts.ts';
import { recordAudit } from '../../audit/audit.ts';
import { showId } from '../../base/id.ts';
import { isMailAddress } from '../../base/smtp-url.ts';
import type { Db, Tx } from '../../db/db.ts';
import { askingOf } from '../account/entering.ts';
import { passwordFault } from '../account/password-faults.ts';
import type { Faults } from '../answer-form.ts';
import type { Form } from '../form.ts';
import type { Visit } from '../visit.ts';

/** What the first set-up needs to make the operator. */
export type Founding = {
  db: Db;
  accounts: Accounts;
  /** What a new person gets: a workspace and its sandbox. System transaction. */
  welcome: (tx: Tx, wishes: FirstWishes) => Promise<void>;
};

/** Who will run the installation, as read from the form. */
export type Founder = { name: string; email: string; password: string; workspaceName: string };

const nameMax = 100;

export async function readFounder(
  { t, brand }: Visit,
  form: Form,
): Promise<{ is: 'good'; founder: Founder } | { is: 'refused'; faults: Faults }> {
  const [name, email, workspaceName] = [form.get('name'), form.get('email').toLowerCase(), form.get('workspace_name')];
  const password = form.raw('password');
  const faults: Faults = {};
  if (name === '' || name.length > nameMax) faults['name'] = t('setup.name_missing');
  if (!isMailAddress(email)) faults['email'] = t('setting.email_malformed');
  const { fault } = await judgePassword(password, { name, email, brand: brand.name });
  if (fault) faults['password'] = passwordFault(t, fault);
  if (workspaceName === '' || workspaceName.length > nameMax) faults['workspace_name'] = t('setup.workspace_missing');
  return Object.keys(faults).length > 0
    ? { is: 'refused', faults }
    : { is: 'good', founder: { name, email, password, workspaceName } };
}

/** `late`: somebody else used the link first. `made`: the operator exists, but has to set the password at `next`. */
export type Founded = { is: 'signed_in'; token: string } | { is: 'made'; next: string } | { is: 'late' };

/**
 * Makes the operator and their workspace, once: of two people with the link one wins. Then sets the password and lets them in; should
 * that fail, the way to set it is still open.
 */
export async function found(
  visit: Visit,
  { db, accounts, welcome }: Founding,
  { founder, token }: { founder: Founder; token: string },
): Promise<Founded> {
  const { name, email, password, workspaceName } = founder;
  const reset = await db.system(async (tx) => {
    // The same lock as `bootstrap`: of both, one makes the operator.
    await lockFounding(tx);
    const { reseller } = visit.brand;
    if ((await hasOperator(tx)) || (await findPersonByEmail(tx, reseller, email))) return undefined;
    if (!(await spendSetUp(tx, token, visit.now))) return undefined;
    const id = await makeOperator(tx, { email, name, language: visit.language, reseller, at: visit.now });
    const person = await findPerson(tx, id);
    if (!person) throw new Error('the operator vanished while being made');
    await welcome(tx, { person, workspaceName, invitation: null, agreed: {}, at: visit.now });
    await recordAudit(tx, {
      chain: id,
      action: 'installation.set_up',
      actor: { kind: 'operator', id: showId('person', id) },
      personal: { person: id, email },
      requestId: visit.request.id,
      at: visit.now,
    });
    // Good on the very host they stand on, which before the set-up need not be the public one.
    return makeResetLink(tx, id, visit.knock.host, visit.now);
  });
  if (reset === undefined) return { is: 'late' };
  const entered = await accounts.reset(askingOf(visit), { token: reset, password }).catch(() => undefined);
  return entered?.is === 'signed_in'
    ? { is: 'signed_in', token: entered.token }
    : { is: 'made', next: `${linkPaths.reset}?token=${reset}` };
}
