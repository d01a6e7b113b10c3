import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Id, newId, parseId } from '../base/id.ts';
import { type Finished, recordFinished } from './record.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const hour = 3_600_000;

it('switches off an endpoint that only failed for five days', async () => {
  const endpoint = await makeEndpoint();
  for (let hours = 0; hours < 120; hours += 20) await finish(endpoint, hours, 500);
  expect(await stateOf(endpoint)).toMatchObject({ state: 'enabled', failing_since: expect.any(String) });
  await finish(endpoint, 120, 500);
  expect(await stateOf(endpoint)).toMatchObject({ state: 'disabled', disabled_reason: 'failing' });
});

it('begins anew with each success, and after a silence longer than the longest wait between two tries', async () => {
  const [working, silent] = [await makeEndpoint(), await makeEndpoint()];
  for (let hours = 0; hours <= 140; hours += 20) await finish(working, hours, hours === 60 ? 204 : 500);
  for (const hours of [0, 1, 60, 61, 119, 121]) await finish(silent, hours, 500);
  expect(await stateOf(working)).toMatchObject({ state: 'enabled' });
  expect(await stateOf(silent)).toMatchObject({ state: 'enabled' });
});

async function makeEndpoint(): Promise<Id<'endpoint'>> {
  const input = { url: 'http://127.0.0.1:9/', events: ['*'] };
  const { id } = await stage.run((tx) => stage.webhooks().createEndpoint(tx, stage.sandbox, input));
  const endpoint = parseId('endpoint', id);
  if (!endpoint) throw new Error('no endpoint');
  return endpoint;
}

const began = Date.now();

function finish(endpoint: Id<'endpoint'>, hours: number, status: number): Promise<void> {
  const at = new Date(began + hours * hour);
  const claimed: Finished['claimed'] = {
    workspace: stage.sandbox.id,
    kind: 'sandbox',
    id: newId('delivery', at),
    endpoint,
    url: '',
    keys: [],
    event: '',
    body: '',
    attempts: 0,
    tries: 0,
    lease: at,
  };
  const verdict: Finished['verdict'] = status === 204 ? { is: 'delivered' } : { is: 'exhausted' };
  const finished = { claimed, at, durationMs: 1, status, error: null, response: null, verdict };
  return stage.db.system((tx) => recordFinished(tx, [finished], at));
}

function stateOf(endpoint: Id<'endpoint'>) {
  return stage.run((tx) => stage.webhooks().getEndpoint(tx, stage.sandbox.id, endpoint));
}
