import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../stage.ts';
import type { Probes } from './condition.ts';
import { readCondition } from './condition.ts';

const well: Probes = {
  canCommit: async () => {},
  jobsLateMs: async () => 0,
  webhooksLateMs: async () => 0,
  leasesFresh: () => true,
  isMailSet: async () => true,
  sandboxAnswers: async () => true,
};
const never = <T>() => new Promise<T>(() => {});
const fails = () => Promise.reject(new Error('away'));

describe('the condition', () => {
  it('is good when every part answers', async () => {
    const { state, parts } = await readCondition(well);
    expect(state).toBe('good');
    expect(Object.values(parts).map((part) => part.state)).toEqual(['good', 'good', 'good', 'good', 'good', 'good']);
  });

  it('is slow when work waits for half a minute, and says for how long', async () => {
    const { state, parts } = await readCondition({ ...well, jobsLateMs: async () => 31_000 });
    expect([state, parts.jobs]).toEqual(['slow', { state: 'slow', lateMs: 31_000 }]);
    expect((await readCondition({ ...well, webhooksLateMs: async () => 29_999 })).state).toBe('good');
  });

  it.each<[string, Partial<Probes>, string]>([
    ['database refuses', { canCommit: fails }, 'database'],
    ['database says nothing', { canCommit: never }, 'database'],
    ['simulator is away', { sandboxAnswers: async () => false }, 'sandbox'],
    ['simulator says nothing', { sandboxAnswers: never }, 'sandbox'],
    ['leases were lost', { leasesFresh: () => false }, 'devices'],
  ])('is bad when the %s', async (_what, broken, part) => {
    const { state, parts } = await readCondition({ ...well, ...broken });
    expect([state, parts[part as 'database'].state]).toEqual(['bad', 'bad']);
  });

  it('does not guess at what only the database knows', async () => {
    const { parts } = await readCondition({ ...well, canCommit: fails });
    expect([parts.jobs.state, parts.webhooks.state, parts.mail.state]).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('is not worse for a part that the operator left off', async () => {
    const { sandboxAnswers: _, ...without } = well;
    const { state, parts } = await readCondition({ ...without, isMailSet: async () => false });
    expect([state, parts.mail.state, parts.sandbox.state]).toEqual(['good', 'off', 'off']);
  });
});

describe('the status page', () => {
  let stage: Stage;
  let probes = well;
  beforeAll(async () => {
    stage = await openStage({
      probes: {
        canCommit: () => probes.canCommit(),
        jobsLateMs: () => probes.jobsLateMs(),
        webhooksLateMs: () => probes.webhooksLateMs(),
        leasesFresh: () => probes.leasesFresh(),
        isMailSet: () => probes.isMailSet(),
        sandboxAnswers: async () => true,
      },
    });
  });
  afterAll(() => stage.close());

  it('says what answers at this moment, and never from a cache', async () => {
    probes = well;
    const page = await stage.get('/status');
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(page.body).toContain('Everything answers');
    expect(page.body).toContain('<time datetime="2026-11-22T12:00:00.000Z">');
    probes = { ...well, jobsLateMs: async () => 90_000 };
    expect((await stage.get('/status')).body).toContain('Late by 90 seconds');
  });

  it('tells machines the same', async () => {
    probes = { ...well, webhooksLateMs: async () => 45_000 };
    const reply = await stage.get('/status.json', { accept: 'application/json' });
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.json()).toMatchObject({
      state: 'slow',
      at: '2026-11-22T12:00:00.000Z',
      parts: { database: { state: 'good' }, webhooks: { state: 'slow', late_ms: 45_000 } },
    });
  });

  it('answers while the database is away, also to a browser that was signed in', async () => {
    probes = { ...well, canCommit: fails };
    const away = await openStage({ probes: { ...well, canCommit: fails } });
    await away.db.end();
    const page = await away.app.inject({
      url: '/id/status',
      headers: { accept: 'text/html', cookie: `PHPSESSID=${'x'.repeat(43)}` },
    });
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain('Ada yang tidak menjawab');
    await away.close().catch(() => {});
    expect((await stage.get('/status.json')).statusCode).toBe(503);
  });
});
