import { makeSetUpLink } from '../../accounts/accounts.ts';
import { type AccountStage, goodPassword, openAccountStage } from '../account/stage.ts';
import type { Visitor } from '../account/visitor.ts';
import type { StageOptions } from '../stage.ts';

/** The pages with somebody who runs the installation. */
export type OperatorStage = AccountStage & { operator: Visitor };

export const founder = {
  name: 'Olu Operator',
  email: 'op@example.com',
  password: goodPassword,
  workspace_name: 'Head office',
};

/** Opens the pages and sets the installation up by its link. */
export async function openOperatorStage(options: StageOptions = {}): Promise<OperatorStage> {
  const stage = await openAccountStage(options);
  const operator = stage.visitor();
  const link = await setUpLink(stage);
  await operator.get(link);
  await operator.send(link, founder);
  return { ...stage, operator };
}

/** The path of a new link of the first set-up. */
export async function setUpLink(stage: AccountStage): Promise<string> {
  return `/setup/${await stage.db.system((tx) => makeSetUpLink(tx, stage.now()))}`;
}
