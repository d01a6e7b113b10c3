/** Lets at most `perSecond` sockets of a worker start per second, and none towards a WhatsApp that refuses our version. */
export type DialGate = {
  /** Resolves when it is this caller's turn; false when its WhatsApp is shut. */
  pass(where: string): Promise<boolean>;
  /** WhatsApp refused the version we claim: dialling on would only draw attention to every number behind it. */
  shut(where: string): void;
  /** Another version is a new chance. */
  openAll(): void;
};

/** `holdMs`: for how long a refusal holds; a sandbox plays refusals, so there it is a minute and only its own world's. */
export function createDialGate({ perSecond, holdMs }: { perSecond: number; holdMs: number }): DialGate {
  const shutUntil = new Map<string, number>();
  let freeAt = 0;
  return {
    pass: async (where) => {
      const now = performance.now();
      freeAt = Math.max(freeAt + 1000 / perSecond, now);
      const waitMs = freeAt - now;
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const until = shutUntil.get(where);
      if (until === undefined) return true;
      if (performance.now() < until) return false;
      shutUntil.delete(where);
      return true;
    },
    shut: (where) => {
      shutUntil.set(where, performance.now() + holdMs);
    },
    openAll: () => shutUntil.clear(),
  };
}
