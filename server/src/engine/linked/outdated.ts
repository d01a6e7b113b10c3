import type { Clock } from '../../base/clock.ts';

/** How long a pretend WhatsApp that refused our version is left alone, in milliseconds. A real one until the next start. */
const sandboxHoldMs = 60_000;

/**
 * Which WhatsApp refused the version we claim. Dialling on would only draw attention to every number behind it, so one refusal
 * stops all dialling to that WhatsApp: the live one as a whole, a sandbox world for its own workspace.
 */
export type Outdated = {
  refuse(where: Where): void;
  holds(where: Where): boolean;
  /** For the operator's eyes: `live`, or the workspaces whose worlds refused. */
  list(): string[];
};

export type Where = { sandbox: boolean; workspace: string };

export function createOutdated(clock: Clock): Outdated {
  const refusals = new Map<string, number>();
  function holdsAt(key: string): boolean {
    const until = refusals.get(key);
    if (until === undefined) return false;
    if (clock.now().getTime() < until) return true;
    refusals.delete(key);
    return false;
  }
  return {
    refuse({ sandbox, workspace }) {
      if (sandbox) refusals.set(workspace, clock.now().getTime() + sandboxHoldMs);
      else refusals.set('live', Number.POSITIVE_INFINITY);
    },
    holds: ({ sandbox, workspace }) => holdsAt(sandbox ? workspace : 'live'),
    list: () => [...refusals.keys()].filter(holdsAt),
  };
}
