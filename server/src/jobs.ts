import type { Accounts } from './accounts/accounts.ts';
import { listLegalReaders } from './accounts/accounts.ts';
import { pruneAudit } from './audit/audit.ts';
import { brand } from './base/id.ts';
import type { Brands } from './brands/brands.ts';
import { forgetCases } from './cases/cases.ts';
import type { Ctx } from './db/db.ts';
import type { PlannedBirth } from './devices/devices.ts';
import { birthJob, giveBirth } from './devices/devices.ts';
import { rollEvents } from './events/events.ts';
import { announceJob, announceVersion, forgetChoices } from './legal/legal.ts';
import type { Mailer, Postman } from './mail/mail.ts';
import { mailJob, sweepMails } from './mail/mail.ts';
import { expireMessages, forgetBodies, releaseScheduled } from './messages/messages.ts';
import type { RunJob } from './queue/queue.ts';
import { sweepLanes } from './queue/queue.ts';
import { forgetReplies } from './requests/requests.ts';
import { forgetApplications } from './resellers/resellers.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Secrets } from './secrets/secrets.ts';
import { forgetTickets } from './tickets/tickets.ts';
import { rollAttempts } from './webhooks/webhooks.ts';
import { findWorkspace } from './workspaces/workspaces.ts';

/** What jobs are run with. */
export type JobDeps = {
  ctx: Ctx;
  accounts: Accounts;
  secrets: Secrets;
  sandbox: Sandbox;
  brands: Brands;
  mailer: Mailer;
  postman: Postman;
  wakeDevices: () => void;
  wakeSender: () => void;
};

/** Table 2a: what runs again and again on every node; each takes only what no other node holds. */
export const routines: Routine[] = [
  {
    name: 'messages.expire',
    everyMs: 1_000,
    run: ({ ctx }) => ctx.db.system((tx) => expireMessages(tx, ctx.clock.now())),
  },
  { name: 'messages.release_scheduled', everyMs: 1_000, run: releaseDue },
  {
    name: 'messages.forget_bodies',
    everyMs: 3_600_000,
    run: ({ ctx }) => ctx.db.system((tx) => forgetBodies(tx, ctx.clock.now(), bodyDays)),
  },
  { name: 'lanes.sweep', everyMs: 600_000, run: ({ ctx }) => ctx.db.system(sweepLanes) },
  {
    name: 'replies.forget',
    everyMs: 600_000,
    run: ({ ctx }) => ctx.db.system((tx) => forgetReplies(tx, { now: ctx.clock.now(), limit: 5_000 })),
  },
  { name: 'events.roll', everyMs: 3_600_000, run: ({ ctx }) => ctx.db.system(rollEvents) },
  { name: 'attempts.roll', everyMs: 3_600_000, run: ({ ctx }) => ctx.db.system(rollAttempts) },
  { name: 'audit.prune', everyMs: 3_600_000, run: ({ ctx }) => ctx.db.system(pruneAudit) },
  { name: 'people.erase', everyMs: 3_600_000, run: ({ accounts }) => accounts.eraseLeft() },
  { name: 'accounts.sweep', everyMs: 3_600_000, run: ({ accounts }) => accounts.sweep() },
  {
    name: 'mails.sweep',
    everyMs: 3_600_000,
    run: ({ ctx }) => ctx.db.system((tx) => sweepMails(tx, ctx.clock.now())),
  },
  {
    name: 'consent_choices.forget',
    everyMs: 3_600_000,
    run: ({ ctx }) => ctx.db.system((tx) => forgetChoices(tx, ctx.clock.now())),
  },
  { name: 'inquiries.forget', everyMs: 3_600_000, run: forgetInquiries },
];

/** Table 2b: durable jobs by name. They may run twice, so each looks first what is done already. */
export const jobs: Record<string, (deps: JobDeps, payload: Record<string, unknown>) => ReturnType<RunJob>> = {
  [birthJob]: bearSandbox,
  [mailJob]: ({ postman }, payload) => postman.send(payload),
  [announceJob]: ({ ctx, brands, mailer }, payload) =>
    announceVersion(
      {
        db: ctx.db,
        clock: ctx.clock,
        brandFor: brands.ofReseller,
        readers: listLegalReaders,
        queueLetter: mailer.queue,
      },
      payload,
    ),
};

export type Routine = { name: string; everyMs: number; run: (deps: JobDeps) => Promise<unknown> };

const bodyDays = 90;

async function releaseDue({ ctx, wakeSender }: JobDeps): Promise<void> {
  const released = await ctx.db.system((tx) => releaseScheduled(tx, ctx.clock.now()));
  if (released > 0) wakeSender();
}

async function forgetInquiries({ ctx }: JobDeps): Promise<void> {
  const now = ctx.clock.now();
  for (const forget of [forgetTickets, forgetApplications, forgetCases]) await ctx.db.system((tx) => forget(tx, now));
}

async function bearSandbox(
  { ctx, secrets, sandbox, wakeDevices }: JobDeps,
  payload: Record<string, unknown>,
): Promise<undefined> {
  const planned = readPlan(payload);
  const workspace = await ctx.db.system((tx) => findWorkspace(tx, brand(planned.workspace)));
  if (!workspace) return undefined;
  const birth = {
    workspace,
    device: brand<'device'>(planned.device),
    owner: planned.owner,
    customer: planned.customer,
  };
  await giveBirth({ ctx, secrets, sandbox, wake: wakeDevices }, birth);
  return undefined;
}

function readPlan(payload: Record<string, unknown>): PlannedBirth {
  const { workspace, device, owner, customer } = payload;
  if (
    typeof workspace !== 'string' ||
    typeof device !== 'string' ||
    typeof owner !== 'string' ||
    typeof customer !== 'string'
  ) {
    throw new Error('a planned birth is incomplete');
  }
  return { workspace, device, owner, customer };
}
