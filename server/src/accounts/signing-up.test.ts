import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FirstWishes } from './hooks.ts';
import { goodPassword, openStage, recordOf, type Stage } from './stage.ts';

let stage: Stage;
const made: FirstWishes[] = [];
const policy: 'open' | 'approve' | 'invite' | 'closed' = 'open';
const legalMissing = false;

beforeAll(async () => {
  stage = await openStage({
    hooks: {
      signUpPolicy: async () => ({ policy, legalMissing }),
      isInvited: async (_tx, _invitation, email) => email === 'invited@example.com',
      onPersonMade: async (_tx, wishes) => void made.push(wishes),
    },
  });
});
afterAll(() => stage.close());

const wish = (email: string, more: object = {}) => ({
  email,
  name: 'Ana',
  password: goodPassword,
  workspaceName: 'Bakery',
  agreed: { terms: 3 },
  ...more,
});

function formBrowser() {
  const browser = stage.browser();
  browser.session = `anonymous-${browser.address}`;
  return browser;
}

describe('signing up', () => {
  it('makes the person, with what they wished, once the link was opened in the browser that asked', async () => {
    const browser = formBrowser();
    expect(await stage.accounts.register(browser.asks(), wish(' Ana@Example.com '))).toEqual({ is: 'sent' });
    expect(made).toHaveLength(0);
    const token = await stage.tokenFor('ana@example.com', 'verify');
    expect(await stage.accounts.lookAtVerification(browser.asks(), token)).toEqual({
      is: 'fresh',
      email: 'ana@example.com',
      needsPassword: false,
    });
    const entered = browser.takes(await stage.accounts.verify(browser.asks(), { token }));
    expect(entered).toMatchObject({ is: 'signed_in', person: { email: 'ana@example.com', state: 'active' } });
    expect(made).toMatchObject([{ workspaceName: 'Bakery', agreed: { terms: 3 }, invitation: null }]);
    const { person } = await browser.self();
    expect(await recordOf(stage, person.id)).toEqual(['person.registered', 'person.signed_in']);
    expect(await stage.accounts.verify(browser.asks(), { token })).toEqual({ is: 'stale' });
  });
});
