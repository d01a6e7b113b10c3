import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../base/log.ts';
import { createHttp } from './http.ts';

const app = createHttp({
  log: createLog('test', 'silent'),
  origin: (host) => (host === 'secure.example' ? 'https://secure.example' : 'http://plain.example'),
  isOurHost: (host) => host.endsWith('.example'),
  trustProxy: false,
  bodyLimitBytes: 1_024,
});
app.get('/', async () => 'here');
afterAll(() => app.close());

describe('a browser that reached us', () => {
  it('by https is told never to try plain http here again', async () => {
    const reply = await app.inject({ url: '/', headers: { host: 'secure.example' } });
    expect(reply.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('by plain http hears nothing of the kind', async () => {
    const reply = await app.inject({ url: '/', headers: { host: 'plain.example' } });
    expect(reply.headers['strict-transport-security']).toBeUndefined();
  });

  it('under a name that is not ours gets a refusal that does not repeat the name', async () => {
    const reply = await app.inject({ url: '/', headers: { host: 'evil.test' } });
    expect(reply.statusCode).toBe(421);
    expect(reply.body).not.toContain('evil.test');
  });
});
