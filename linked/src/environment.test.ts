import { expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

const live = { WZ_KIND: 'live', WZ_RUN_DIR: '/run/wz', WZ_DB_LINKED_URL: 'postgresql://linked@localhost/whatzapi' };
const sandbox = { ...live, WZ_KIND: 'sandbox', WZ_SIM_PORT: '7000', WZ_NOISE_ROOT: 'ab'.repeat(32) };

it('refuses to be live with the trust root of a sandbox', () => {
  expect(() => readEnvironment({ ...live, WZ_NOISE_ROOT: sandbox.WZ_NOISE_ROOT })).toThrow(
    /must not be set in a live worker/,
  );
  expect(readEnvironment(live).sandbox).toBeUndefined();
});

it('names everything that is wrong at once', () => {
  expect(() => readEnvironment({ WZ_KIND: 'sandbox' })).toThrow(
    /WZ_NOISE_ROOT.*WZ_RUN_DIR.*WZ_DB_LINKED_URL.*WZ_SIM_PORT/,
  );
});

it('reads where a sandbox worker dials and whom it trusts', () => {
  expect(readEnvironment(sandbox)).toMatchObject({
    kind: 'sandbox',
    sandbox: { port: 7000, noiseRoot: Buffer.alloc(32, 0xab) },
  });
});
