import { ConfigProblem } from '../../config/problem.ts';
import { ClusterProblem } from '../../db/cluster/problem.ts';

/** Why a command of the operator cannot do its work, and the way forward. */
export class StartProblem extends Error {
  readonly fix: string;

  constructor(message: string, fix: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartProblem';
    this.fix = fix;
  }
}

/** The text for a person: expected reasons in plain words, anything else with its stack, since it is our fault. */
export function explain(error: unknown): string {
  if (error instanceof ConfigProblem) return error.message;
  if (error instanceof StartProblem || error instanceof ClusterProblem) return `${error.message}\n  ${error.fix}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
