import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../base/log.ts';
import { silentLog } from '../base/log.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
const logged: unknown[] = [];
const log: Log = { ...silentLog, error: (text, fields) => void logged.push({ text, ...fields }) };

beforeAll(async () => {
  stage = await openStage({
    log,
    isLoopback: () => {
      throw new Error('a secret from within');
    },
  });
});
afterAll(() => stage.close());

const html = { accept: 'text/html' };

describe('a failure on a page', () => {
  it('is a page with the number of the request, tells nothing from within, and is logged once', async () => {
    const reply = await stage.app.inject({ url: '/start', headers: html });
    expect(reply.statusCode).toBe(500);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.body).toContain('Something went wrong on our side');
    expect(reply.body).not.toContain('a secret from within');
    const number = /<code>([^<]+)<\/code>/.exec(reply.body)?.[1];
    expect(logged).toMatchObject([{ text: 'page failed', code: 'unexpected', request_id: number, route: '/start' }]);
  });

  it('is left to the API’s answer where a program asks', async () => {
    const reply = await stage.app.inject({ url: '/start', headers: { accept: 'application/json' } });
    expect(reply.headers['content-type']).toContain('application/json');
  });

  const form = 'application/x-www-form-urlencoded';
  it.each([
    { is: 'too large', status: 413, type: form, payload: 'x='.padEnd(65 * 1024, 'x'), text: '64 KiB' },
    { is: 'of a wrong type', status: 415, type: 'text/xml', payload: '<x/>', text: 'form we do not read' },
    {
      is: 'of parts',
      status: 415,
      type: 'multipart/form-data; boundary=x',
      payload: '--x--',
      text: 'form we do not read',
    },
  ])('of a form that is $is is a page with status $status', async ({ status, type, payload, text }) => {
    const headers = { ...html, 'content-type': type };
    const reply = await stage.app.inject({ method: 'POST', url: '/login', headers, payload });
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.body).toContain(text);
  });

  it('speaks the language of the address', async () => {
    const reply = await stage.app.inject({
      method: 'POST',
      url: '/id/login',
      headers: { ...html, 'content-type': 'text/xml' },
      payload: '<x/>',
    });
    expect(reply.body).toContain('<html lang="id"');
  });
});
