import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import { silentLog } from '../base/log.ts';
import type { Ctx, Db } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Outgoing, SendOutcome } from '../engine/engine.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { createWorkspacePair, findWorkspace, platform } from '../workspaces/workspaces.ts';
import { createMessages } from './messages.ts';
import { createSender } from './sender.ts';

/** A clock that tests move by hand. */
export function handClock(start = new Date()): Clock & { forward(ms: number): void } {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    forward: (ms) => {
      now += ms;
    },
  };
}

/** The bakery: a workspace with one linked device that tests may let go online, and an engine that does as it is told. */
export async function openBakery(
  db: Db,
  options: { kind?: 'live' | 'sandbox'; clock?: Clock; secrets?: Secrets } = {},
) {
  const clock = options.clock ?? { now: () => new Date() };
  const ctx: Ctx = { db, clock, log: silentLog };
  const secrets = options.secrets ?? createSecrets(randomBytes(32));
  const pair = await db.system((tx) =>
    createWorkspacePair(tx, secrets, { name: 'Bakery', reseller: platform, at: clock.now() }),
  );
  const workspace = options.kind === 'live' ? pair.live : pair.sandbox;
  const device = await addDevice(db, workspace, clock.now());
  const messages = createMessages({ ctx, secrets, engine: { read() {}, type() {} }, wakeSender: () => {} });
  return {
    ctx,
    secrets,
    workspace,
    device,
    messages,
    send: (to: string, body = 'Your bread is ready', more: Partial<Parameters<typeof messages.accept>[2]> = {}) =>
      db.workspace(workspace.id, async (tx) => {
        const current = await findWorkspace(tx, workspace.id);
        if (!current) throw new Error('no bakery');
        return messages.accept(tx, current, {
          to,
          content: { type: 'text', text: { body } },
          origin: 'api',
          actor: 'test',
          ...more,
        });
      }),
    sender: (engine: (outgoing: Outgoing) => Promise<SendOutcome>, node = crypto.randomUUID()) =>
      createSender({
        ctx,
        node,
        send: engine,
        online: () => [{ device, workspace: workspace.id, epoch: 1 }],
      }),
    statuses: () =>
      db.system((tx) =>
        tx.many(
          sql<{
            status: string;
            error: { code: string } | null;
          }>`select status, error from messages where workspace_id = ${workspace.id} order by seq`,
        ),
      ),
    eventTypes: async () =>
      (
        await db.system((tx) =>
          tx.many(sql<{ type: string }>`select type from events where workspace_id = ${workspace.id} order by n`),
        )
      ).map((row) => row.type),
  };
}

/** One more device of a workspace, linked and online; the first is the default. */
export async function addDevice(db: Db, workspace: Workspace, now: Date, isDefault = true): Promise<Id<'device'>> {
  const device = newId('device', now);
  await db.system((tx) =>
    tx.run(sql`
      insert into devices (workspace_id, id, kind, name, phone, is_default, wanted, linked, connection)
      values (${workspace.id}, ${device}, 'linked', 'Counter', '+15550100001', ${isDefault}, true, true, 'online')`),
  );
  return device;
}
