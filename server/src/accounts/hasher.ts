import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Problem } from '../base/problem.ts';

/** Argon2id's cost: KiB of memory, passes, lanes. */
type Strength = { memoryCost: number; timeCost: number; parallelism: number };

/** Argon2id as the OWASP Password Storage Cheat Sheet asks for at least: 19 MiB, two passes, one lane. */
const owasp: Strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const inFlightMax = 2;
const waitingMax = 50;
/** No password we took has more UTF-16 units than this, so a longer one is wrong, and costs no more than others. */
const unitsMax = 400;

/** Hashes passwords, at most two at once: each takes 19 MiB and a core. */
export type Hasher = {
  /** Throws `unavailable` when fifty wait already. */
  hash(password: string): Promise<string>;
  /** Without a hash it verifies against one of nothing, which takes as long. Throws `unavailable` like `hash`. */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** Was it made with less than we ask for today? */
  isWeak(stored: string): boolean;
};

export function createHasher(
  argon: { hash: typeof hash; verify: typeof verify } = { hash, verify },
  strength: Strength = owasp,
): Hasher {
  const waiting: (() => void)[] = [];
  let inFlight = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (inFlight < inFlightMax) inFlight += 1;
    else if (waiting.length < waitingMax) await new Promise<void>((go) => waiting.push(go));
    else {
      throw new Problem('unavailable', {
        detail: 'Too many people sign in at this moment. Nothing was tried; try again in a few seconds.',
        retryAfterSeconds: 3,
      });
    }
    try {
      return await work();
    } finally {
      // Whoever waits longest takes over this place; it is never free in between.
      const next = waiting.shift();
      if (next) next();
      else inFlight -= 1;
    }
  }

  const nobodys = hashOfNothing(strength);
  return {
    hash: (password) => inTurn(() => argon.hash(password, strength)),
    async verify(stored, password) {
      const isPossible = password.length <= unitsMax;
      const text = isPossible ? password : password.slice(0, unitsMax);
      const isRight = await inTurn(() => argon.verify(stored ?? nobodys, text));
      return isRight && isPossible && stored !== null;
    },
    isWeak(stored) {
      const { memoryCost, timeCost } = parseOptions(stored);
      return memoryCost < strength.memoryCost || timeCost < strength.timeCost;
    },
  };
}

/** Text in the form of a hash, for which nobody knows a password because there is none. */
function hashOfNothing({ memoryCost, timeCost, parallelism }: Strength): string {
  const [salt, bytes] = [randomBytes(16), randomBytes(32)].map((part) => part.toString('base64').replace(/=+$/, ''));
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${bytes}`;
}
