import { z } from 'zod';
import { timersTable } from '../store/tables.ts';
import { accountOf } from '../world/accounts.ts';
import { type Account, nextTick, type World } from '../world/world.ts';
import { textMessage } from './content.ts';
import { newMessageId, sendFromPhone } from './send.ts';

/** What a phone will do soon, and still does after a restart. */
const Task = z.object({
  kind: z.literal('answer'),
  phone: z.string(),
  to: z.string(),
  body: z.string(),
  id: z.string(),
});
type Task = z.infer<typeof Task>;

export function addTask(account: Account, task: Pick<Task, 'kind' | 'to' | 'body'>) {
  const { world } = account;
  const { store, clock } = world.simulator;
  const stored: Task = { ...task, phone: account.phone, id: newMessageId() };
  const number = nextTick(world);
  store.put(timersTable, [world.id, number, clock.now(), JSON.stringify(stored)], { fresh: true });
  runTask(world, number, stored);
}

/** Takes up a task that was stored before a restart. */
export function resumeTask(world: World, row: { id: number; due: number; task: string }) {
  const task = Task.parse(JSON.parse(row.task));
  world.simulator.clock.after(row.due - world.simulator.clock.now(), () => runTask(world, row.id, task));
}

function runTask(world: World, number: number, task: Task) {
  const from = accountOf(world, task.phone);
  const to = accountOf(world, task.to);
  const done = () => world.simulator.store.remove(timersTable, [world.id, number]);
  if (!from || !to) return done();
  sendFromPhone(from, to, { id: task.id, message: textMessage(task.body), also: done }).catch((error: unknown) =>
    world.simulator.log.error('phone.task_failed', error),
  );
}
