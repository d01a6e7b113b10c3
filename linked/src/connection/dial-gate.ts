/** Lets at most `perSecond` sockets of a worker start per second, and none at all while it is shut. */
export type DialGate = {
  /** Resolves when it is this caller's turn; false when the gate is shut. */
  pass(): Promise<boolean>;
  /** WhatsApp refused the version we claim: dialling on would only make it worse. */
  shut(): void;
  open(): void;
};

export function createDialGate(perSecond: number): DialGate {
  let shut = false;
  let freeAt = 0;
  return {
    pass: async () => {
      const now = performance.now();
      freeAt = Math.max(freeAt + 1000 / perSecond, now);
      const waitMs = freeAt - now;
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      return !shut;
    },
    shut: () => {
      shut = true;
    },
    open: () => {
      shut = false;
    },
  };
}
