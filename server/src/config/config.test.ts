import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { ConfigProblem } from './problem.ts';
import { settings } from './settings.ts';
import { settingsPage } from './settings-page.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigProblem) return error.faults.map(({ setting }) => setting).sort();
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('need nothing at all: the defaults reach this machine only', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      sandbox: true,
      insecureHttp: false,
      masterKey: undefined,
      privateTargets: { live: 'deny', sandbox: 'loopback' },
    });
  });

  it('report every fault at once', () => {
    const wrong = {
      PORT: '99999',
      HOST: 'here',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'https://x.example/path',
      MASTER_KEY: 'short',
      SANDBOX: 'maybe',
      TRUST_PROXY: 'everybody',
      INSECURE_HTTP: 'perhaps',
      LINKED_WEB_VERSION: '2',
      PRIVATE_TARGETS: 'some',
      SMTP_URL: 'mail.example',
      MAIL_FROM: 'A <a@b.example>',
      DATABASE_ROLE_PREFIX: 'Ä',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      METRICS_TOKEN: 'short',
    };
    expect(faultsOf(wrong)).toEqual(Object.keys(wrong).sort());
  });

  it('never show a secret in a fault', () => {
    const secret = 'hunter2hunter2';
    expect(() => readConfig({ MASTER_KEY: secret, DATABASE_URL: secret, METRICS_TOKEN: 'short' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  });

  it('want a sender together with a mail server, and read both', () => {
    expect(faultsOf({ SMTP_URL: 'smtp://mail.example' })).toEqual(['MAIL_FROM']);
    expect(readConfig({ SMTP_URL: 'smtps://u:p%40ss@mail.example', MAIL_FROM: 'no-reply@b.example' }).mail).toEqual({
      smtpUrl: 'smtps://u:p%40ss@mail.example',
      from: 'no-reply@b.example',
    });
  });

  it('treat an empty value as absent', () => {
    expect(readConfig({ PORT: '', MASTER_KEY: ' ', PUBLIC_URL: '' }).port).toBe(3000);
  });

  it.each(['ab'.repeat(32), Buffer.alloc(32, 7).toString('base64'), Buffer.alloc(32, 7).toString('base64url')])(
    'take a master key of 32 bytes as hex or base64: %s',
    (key) => {
      expect(readConfig({ MASTER_KEY: key }).masterKey).toHaveLength(32);
    },
  );

  it.each([
    [{ HOST: '0.0.0.0' }, ['HOST']],
    [{ HOST: '::' }, ['HOST']],
    [{ HOST: '192.168.1.5', PUBLIC_URL: 'http://192.168.1.5:3000' }, ['HOST']],
    [{ PUBLIC_URL: 'http://wa.example.com' }, ['PUBLIC_URL']],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' }, ['HOST']],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://wa.example.com' }, []],
    [{ HOST: '0.0.0.0', INSECURE_HTTP: '1' }, []],
    [{ PUBLIC_URL: 'http://localhost:3000' }, []],
    [{ HOST: '127.0.0.2', PUBLIC_URL: 'http://shop.localhost:3000' }, []],
  ])('allow plain http on this machine only, unless told: %o', (env, faults) => {
    expect(faultsOf(env)).toEqual(faults);
  });

  it.each([
    ['off', false],
    ['2', 2],
    ['10.0.0.1, fd00::/8', ['10.0.0.1', 'fd00::/8']],
  ])('read TRUST_PROXY=%s', (text, value) => {
    expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(value);
  });

  it('open private targets to sandboxes only while nobody else can reach us', () => {
    const opened = readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://wa.example.com' });
    expect(opened.privateTargets).toEqual({ live: 'deny', sandbox: 'deny' });
  });

  it('are each documented, and the page in docs/operating is the generated one', () => {
    const page = readFileSync(new URL('../../../docs/operating/settings.md', import.meta.url), 'utf8');
    expect(page).toBe(settingsPage());
    for (const name of Object.keys(settings)) expect(page).toContain(`\`${name}\``);
  });
});
