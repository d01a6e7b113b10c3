import { describe, expect, it } from 'vitest';
import { runStep, runSteps } from './step.ts';

const node = (code: string): string[] => ['node', '-e', code];

describe('a step', () => {
  it('tells what it printed and that it went well', async () => {
    const ended = await runStep({ name: 'well', command: node("console.log('out'); console.error('err')") });
    expect(ended.ok).toBe(true);
    expect(ended.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('tells why it failed: exit code, signal, missing program, too much time', async () => {
    const why = async (command: string[], minutesMax = 1): Promise<string | undefined> =>
      (await runStep({ name: 'bad', command, minutesMax })).why;
    expect(await why(node('process.exit(3)'))).toBe('exit code 3');
    expect(await why(node("process.kill(process.pid, 'SIGKILL')"))).toBe('killed by SIGKILL');
    expect(await why(['there-is-no-such-program'])).toMatch(/ENOENT/);
    expect(await why(node('setInterval(() => {}, 1000)'), 0.005)).toBe('longer than 0.005 minutes');
  });

  it('reports in the order of the steps, whichever ends first', async () => {
    const slow = { name: 'slow', command: node('setTimeout(() => {}, 200)') };
    const fast = { name: 'fast', command: node('') };
    const heard: string[] = [];
    const ended = await runSteps([slow, fast], 2, ({ step }) => heard.push(step.name));
    expect(ended.map(({ step }) => step.name)).toEqual(['slow', 'fast']);
    expect(heard).toEqual(['fast', 'slow']);
  });
});
