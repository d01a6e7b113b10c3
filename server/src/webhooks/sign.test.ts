import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signatureHeaders } from './sign.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const other = Buffer.alloc(32, 1);
const body = '{"id":"evt_1","data":{"text":"Grüße 👋 \\u0000"}}';

it('signs the specification’s own example as the specification says', () => {
  const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}', at: new Date(1_614_265_330_900) };
  expect(signatureHeaders([key], example)).toEqual({
    'webhook-id': example.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('signs with every live key, and the standard library takes either', () => {
  const headers = signatureHeaders([other, key], { id: 'evt_1', body, at: new Date() });
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect(new Webhook(other.toString('base64')).verify(body, headers)).toEqual(JSON.parse(body));
});

describe.each([
  ['php', 'verify-webhook.php', 'php-cli'],
  ['python3', 'verify-webhook.py', 'python3'],
  [process.execPath, 'verify-webhook.mjs', 'node'],
])('the sample for %s', (program, file, debianPackage) => {
  const path = fileURLToPath(new URL(`../../../docs/api/samples/${file}`, import.meta.url));

  it('takes what we sign and refuses what somebody changed', () => {
    if (!isInstalled(program)) {
      // On a developer's machine a missing language is no reason to stop; where releases are made it is.
      if (process.env['CI'] === 'true')
        throw new Error(`${program} is not installed: apt-get install ${debianPackage}`);
      process.stderr.write(`\n${file} was not run: ${program} is not installed (apt-get install ${debianPackage})\n`);
      return;
    }
    const run = (headers: Record<string, string>, text: string) => runSample({ program, path, headers, text });
    const good = signatureHeaders([other, key], { id: 'evt_1', body, at: new Date() });
    expect(run(good, body)).toEqual({ status: 0, said: 'genuine\n' });
    const refused = { status: 1, said: 'refused\n' };
    expect(run(good, `${body} `)).toEqual(refused);
    expect(run({ ...good, 'webhook-id': 'evt_2' }, body)).toEqual(refused);
    expect(run({ ...good, 'webhook-signature': '' }, body)).toEqual(refused);
    expect(run(signatureHeaders([other], { id: 'evt_1', body, at: new Date() }), body)).toEqual(refused);
    const old = new Date(Date.now() - 301_000);
    expect(run(signatureHeaders([key], { id: 'evt_1', body, at: old }), body)).toEqual(refused);
  });
});

type Sample = { program: string; path: string; headers: Record<string, string>; text: string };

function runSample({ program, path, headers, text }: Sample): { status: number | null; said: string } {
  const env = { ...process.env, WEBHOOK_SECRET: secret };
  const { status, stdout, stderr } = spawnSync(program, [path, JSON.stringify(headers)], { input: text, env });
  return { status, said: `${stdout}${stderr}` };
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}
