import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Brands } from '../brands/brands.ts';
import type { Db } from '../db/db.ts';
import type { Devices } from '../devices/devices.ts';
import type { Mailer } from '../mail/mail.ts';
import type { Messages } from '../messages/messages.ts';
import type { Requests } from '../requests/requests.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { KeyRing, MemberRing } from '../workspaces/workspaces.ts';
import type { Sign } from './cursor.ts';

/** What the API is built on; `app.ts` hands it in. */
export type House = {
  db: Db;
  clock: Clock;
  log: Log;
  secrets: Secrets;
  requests: Requests;
  keyRing: KeyRing;
  memberRing: MemberRing;
  accounts: Accounts;
  mailer: Mailer;
  brands: Pick<Brands, 'of' | 'ofReseller'>;
  /** Signs cursors; `secrets.hash` under a purpose of its own. */
  sign: Sign;
  devices: Devices;
  messages: Messages;
  webhooks: Webhooks;
  sandbox: Sandbox;
  /** X25519 public key of the sandbox's root of trust, hex. */
  noiseRoot: string;
  health: Health;
};

/** What the server tells about itself. */
export type Health = {
  /** Whether it is stopping: it still answers, and wants no new callers. */
  draining: () => boolean;
  /** Whether this node's leases on its devices are fresh. */
  fresh: () => boolean;
  /** Who shows it may read the metrics from anywhere; without one only this machine may. */
  metricsToken: string | undefined;
  stats: () => { online: number; inFlight: number; workers: Record<string, number> };
};
