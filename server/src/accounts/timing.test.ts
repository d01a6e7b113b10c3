import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../db/db.ts';
import { goodPassword, openStage, type Stage } from './stage.ts';

const triesMin = 60;
const triesMax = 400;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const stored = await hash(goodPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const { reseller } = stage.browser().asks().brand;
  await stage.db.system((tx) =>
    tx.run(sql`
      insert into people (id, reseller_id, email, password_hash, email_verified_at)
      select gen_random_uuid(), ${reseller}::uuid, 'known' || n || '@example.com', ${stored}, now() from generate_series(0, ${triesMax}) n`),
  );
});
afterAll(() => stage.close());

type Times = { known: number[]; unknown: number[] };

/**
 * What takes how long for known and for unknown addresses: asked in turns, so that whatever else the machine does hits both
 * alike, and as often as the noise of this machine asks for before the medians say anything.
 */
async function compare(ask: (email: string) => Promise<unknown>): Promise<Times> {
  const took: Times = { known: [], unknown: [] };
  for (let n = 0; n <= triesMax; n += 1) {
    const order = n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const kind of order) {
      const start = performance.now();
      await ask(`${kind}${n}@example.com`);
      // The first round warms up.
      if (n > 0) took[kind].push(performance.now() - start);
    }
    if (n >= triesMin && errorOf(took.known) + errorOf(took.unknown) < allowed(took) / 2) break;
  }
  return took;
}

function expectAlike(took: Times): void {
  const [known, unknown] = [median(took.known), median(took.unknown)];
  const what = `known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms, ${took.known.length} tries each`;
  expect(Math.abs(known - unknown), what).toBeLessThanOrEqual(allowed(took));
}

function allowed({ known, unknown }: Times): number {
  return Math.max(5, 0.1 * Math.max(median(known), median(unknown)));
}

function median(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** The standard error of a median, from the median absolute deviation. */
function errorOf(times: number[]): number {
  const middle = median(times);
  const deviation = 1.4826 * median(times.map((time) => Math.abs(time - middle)));
  return (1.2533 * deviation) / Math.sqrt(times.length);
}

describe('whether an address is known cannot be told by the clock', () => {
  it('when a wrong password is tried', async () => {
    const attempt = { password: 'wrong wrong wrong', remember: false };
    expectAlike(await compare((email) => stage.accounts.signIn(stage.browser().asks(), { ...attempt, email })));
  }, 240_000);

  it('when somebody registers', async () => {
    const wish = { name: 'Ana', password: goodPassword, workspaceName: 'Bakery', agreed: {} };
    expectAlike(await compare((email) => stage.accounts.register(stage.browser().asks(), { ...wish, email })));
  }, 240_000);

  it('when a reset link is asked for', async () => {
    expectAlike(await compare((email) => stage.accounts.askForReset(stage.browser().asks(), email)));
  }, 240_000);
});
