import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';

let town: Bakery;
let bakery: Bakery;
beforeAll(async () => {
  town = await createBakery({ renewalMs: 3000 });
  town.start();
  town.start({ WZ_WORKER: '2' });
  for (const number of [1, 2]) {
    await eventually('hello', () => town.server.said.find((frame) => frame.say === 'hello' && frame.worker === number));
  }
});
beforeEach(async () => {
  bakery = await town.another();
  await bakery.link();
});
afterAll(() => town.stop());

const stateFrames = () =>
  bakery.server.said.flatMap((frame) => (frame.say === 'state' && frame.session === bakery.session ? [frame] : []));

it('gives way to a worker that opened with a higher epoch, and does not dial again', async () => {
  bakery.open({ kind: 'resume' }, { worker: 2 });
  await eventually('the second is online', () =>
    stateFrames().find(({ epoch, state }) => epoch === 2 && state.is === 'online'),
  );
  const fenced = await eventually('the first gives way', () =>
    stateFrames().find(({ epoch, state }) => epoch === 1 && state.is === 'offline' && state.retryInMs === undefined),
  );
  expect(fenced.state).toEqual({ is: 'offline', reason: 'replaced_elsewhere' });
  await bakery.whatsapp.say(bakery.ana, bakery.phone, 'who is there?');
  await bakery.receivedText('who is there?');
  expect(stateFrames().filter(({ epoch, state }) => epoch === 2 && state.is !== 'connecting')).toHaveLength(1);
});

it('does not open with an epoch that is not higher than the last', async () => {
  const before = stateFrames().length;
  bakery.open({ kind: 'resume' }, { epoch: 1, worker: 2 });
  const refused = await eventually('an answer', () => stateFrames()[before]);
  expect(refused.state).toEqual({ is: 'offline', reason: 'replaced_elsewhere' });
  expect((await bakery.send('the first is still there').outcome()).kind).toBe('sent');
});

it('closes its sockets when nobody renews it, and can be opened again', async () => {
  bakery.server.renewing(false);
  expect(await bakery.server.state(bakery.session, 'offline')).toEqual({ is: 'offline', reason: 'released' });
  await eventually('no socket', async () => {
    const { body } = await bakery.whatsapp.call('GET', `/phones/${bakery.phone}`);
    return JSON.stringify(body['linked_devices']).includes('"online":false') ? true : undefined;
  });
  bakery.server.renewing(true);
  await bakery.online();
  expect((await bakery.send('back').outcome()).kind).toBe('sent');
});
