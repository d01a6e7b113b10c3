import { expect, it } from 'vitest';
import { limits, projectLimits } from './limits.ts';

it('starts from the published numbers of the workspace’s kind', () => {
  expect(projectLimits('live').new_recipients_per_day).toBe(limits.new_recipients_per_day.live);
  expect(projectLimits('sandbox').new_recipients_per_day).toBe(limits.new_recipients_per_day.sandbox);
});

it('lets the plan go before the defaults, and the operator before the plan', () => {
  const plan = { new_recipients_per_day: 50, api_keys: 5 };
  expect(projectLimits('live', plan)).toMatchObject({ new_recipients_per_day: 50, api_keys: 5 });
  expect(projectLimits('live', plan, { new_recipients_per_day: 200 })).toMatchObject({
    new_recipients_per_day: 200,
    api_keys: 5,
  });
});

it('holds nothing that is not a known limit', () => {
  expect(Object.keys(projectLimits('live', { invented: 1 })).sort()).toEqual(Object.keys(limits).sort());
});
