import { expect, it } from 'vitest';
import { killWhileSending } from './faults.ts';

it('loses nothing and doubles nothing over 20 kills of any process while sending and receiving', async () => {
  const seed = Number(process.env['FAULT_SEED'] ?? 20_261_122);
  const verdict = await killWhileSending({
    kills: 20,
    messages: 200,
    seed,
    log: (line) => process.stdout.write(`${line}\n`),
  });
  expect(verdict.broken, `seed ${seed}, kills ${verdict.kills.join(' ')}`).toEqual([]);
  expect(verdict.accepted).toBe(200);
  expect(verdict.inbound).toBeGreaterThan(20);
}, 600_000);
