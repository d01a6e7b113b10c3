/** A reason why the database cannot be had that the operator can act on: shown as text, without a stack. */
export class ClusterProblem extends Error {
  readonly fix: string;

  constructor(message: string, fix: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ClusterProblem';
    this.fix = fix;
  }
}
