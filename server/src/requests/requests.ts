import { createHash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { requestHash } from './canonical.ts';

/** An answer as it goes over the wire: `body` is the exact JSON text. */
export type Reply = { status: number; body: string };

/**
 * Whose request it is: keys of one workspace or person know nothing of another's. `as: 'system'`: the work needs the role of
 * the house. A person's work always runs under that role.
 */
type Realm = { workspace: Id<'workspace'>; as?: 'system' | undefined } | { person: Id<'person'> };

/** A request that makes something. `key` is its Idempotency-Key; without one it simply runs. */
export type CreatingRequest = Realm & {
  key: string | undefined;
  method: string;
  path: string;
  body: unknown;
  /** True when the reply holds a secret: then it is kept for a day instead of a week. */
  secret: boolean;
};

/** One effect per idempotency key. */
export type Requests = {
  /**
   * Runs `work` in one transaction and commits its reply with it, or answers the reply of the first request with this key.
   * Work that throws leaves nothing behind, so its key stays free. Throws `idempotency_in_flight` while a twin runs and
   * `idempotency_key_reused` when the key came with another request.
   */
  once(request: CreatingRequest, work: (tx: Tx) => Promise<Reply>): Promise<Reply & { replayed: boolean }>;
  /**
   * The same for work that has its effect outside our database: no transaction is held open for it. The key is marked as
   * started before and gets its reply after. If we die between, the key is free again after a minute.
   */
  onceOutside(request: CreatingRequest, work: () => Promise<Reply>): Promise<Reply & { replayed: boolean }>;
  /** Commits a transaction of its own, which only a database that takes writes can do; rejects when it cannot. */
  canCommit(): Promise<void>;
};

const keptHours = 7 * 24;
const keptHoursWithSecret = 24;

/** How long a started request keeps its key, in milliseconds; longer than any of them may run. */
const startedMsMax = 60_000;

export function createRequests({ db, secrets, clock }: { db: Db; secrets: Secrets; clock: Clock }): Requests {
  async function once(
    request: CreatingRequest,
    work: (tx: Tx) => Promise<Reply>,
  ): Promise<Reply & { replayed: boolean }> {
    const { key } = request;
    if (key === undefined) return open(request, async (tx) => ({ ...(await work(tx)), replayed: false }));
    const hash = requestHash(request.method, request.path, request.body);
    return open(
      request,
      async (tx, got) => {
        const first = await findReply(tx, realmOf(request), key);
        if (first && first.expires_at > clock.now()) return replay(tx, first, request, hash);
        // Who holds the lock may also be replaying: only without a reply is the first request still running.
        if (!got) throw inFlight();
        const reply = await work(tx);
        await keepReply(tx, { request, key, hash, reply });
        return { ...reply, replayed: false };
      },
      lockNumber(realmOf(request), key),
    );
  }

  /** Opens the transaction a request needs, and tries its lock there: `got` tells whether it is held. */
  async function open<T>(request: Realm, work: (tx: Tx, got: boolean) => Promise<T>, lock?: bigint): Promise<T> {
    if ('person' in request || request.as === 'system') {
      return db.system(async (tx) => {
        if (lock === undefined) return work(tx, true);
        const tried = await tx.one(
          sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${lock.toString()}::bigint) as got`,
        );
        return work(tx, tried.got);
      });
    }
    let got = lock === undefined;
    const locked = (free: boolean) => {
      got = free;
    };
    return db.workspace(
      request.workspace,
      (tx) => work(tx, got),
      lock === undefined ? {} : { lock: { key: lock, locked } },
    );
  }

  async function onceOutside(
    request: CreatingRequest,
    work: () => Promise<Reply>,
  ): Promise<Reply & { replayed: boolean }> {
    const { key } = request;
    if (key === undefined) return { ...(await work()), replayed: false };
    const hash = requestHash(request.method, request.path, request.body);
    const first = await open(request, (tx) => start(tx, request, key, hash));
    if (first) return first;
    const reply = await work().catch(async (error: unknown) => {
      await open(request, (tx) => forgetStarted(tx, realmOf(request), key));
      throw error;
    });
    await open(request, async (tx) => {
      await forgetStarted(tx, realmOf(request), key);
      await keepReply(tx, { request, key, hash, reply });
    });
    return { ...reply, replayed: false };
  }

  // Marks the key as started; answers the reply when there is one already.
  async function start(
    tx: Tx,
    request: CreatingRequest,
    key: string,
    hash: Buffer,
  ): Promise<(Reply & { replayed: true }) | undefined> {
    const realm = realmOf(request);
    const now = clock.now();
    const until = new Date(now.getTime() + startedMsMax);
    const started = await tx.run(sql`
      insert into idempotency_keys (workspace_id, key, request_hash, created_at, expires_at)
      values (${realm}, ${key}, ${hash}, ${now.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz)
      on conflict (workspace_id, key) do update
        set request_hash = excluded.request_hash, status = null, reply = null,
            created_at = excluded.created_at, expires_at = excluded.expires_at
        where idempotency_keys.expires_at <= ${now.toISOString()}::timestamptz`);
    if (started === 1) return undefined;
    const first = await findReply(tx, realm, key);
    if (!first) throw inFlight();
    return replay(tx, first, request, hash);
  }

  async function replay(
    tx: Tx,
    first: ReplyRow,
    request: CreatingRequest,
    hash: Buffer,
  ): Promise<Reply & { replayed: true }> {
    if (!first.request_hash.equals(hash)) {
      throw new Problem('idempotency_key_reused', {
        detail: 'This Idempotency-Key came earlier with another request.',
      });
    }
    if (first.status === null || first.reply === null) throw inFlight();
    const body =
      'person' in request
        ? secrets.unsealForHouse(`reply:${request.person}:${first.key}`, first.reply)
        : await secrets.unseal(tx, request.workspace, `reply:${first.key}`, first.reply);
    return { status: first.status, body: body.toString('utf8'), replayed: true };
  }

  async function keepReply(tx: Tx, { request, key, hash, reply }: Kept): Promise<void> {
    const { secret } = request;
    const now = clock.now();
    const expires = new Date(now.getTime() + (secret ? keptHoursWithSecret : keptHours) * 3_600_000);
    const plain = Buffer.from(reply.body, 'utf8');
    const sealed =
      'person' in request
        ? secrets.sealForHouse(`reply:${request.person}:${key}`, plain)
        : await secrets.seal(tx, request.workspace, `reply:${key}`, plain);
    // Only a reply that has expired may be replaced. A twin that came between our look and our lock holds a fresh one.
    const kept = await tx.run(sql`
      insert into idempotency_keys (workspace_id, key, request_hash, status, reply, created_at, expires_at)
      values (${realmOf(request)}, ${key}, ${hash}, ${reply.status}, ${sealed}, ${now.toISOString()}::timestamptz, ${expires.toISOString()}::timestamptz)
      on conflict (workspace_id, key) do update
        set request_hash = excluded.request_hash, status = excluded.status, reply = excluded.reply,
            created_at = excluded.created_at, expires_at = excluded.expires_at
        where idempotency_keys.expires_at <= ${now.toISOString()}::timestamptz`);
    if (kept === 0) throw inFlight();
  }

  return {
    once,
    onceOutside,
    async canCommit() {
      // Asking for its number makes the transaction one that is written down.
      await db.system((tx) => tx.one(sql`select pg_current_xact_id()::text as id`));
    },
  };
}

/** Deletes replies past their time; returns how many. System transaction. */
export async function forgetReplies(tx: Tx, { now, limit }: { now: Date; limit: number }): Promise<number> {
  return tx.run(sql`
    delete from idempotency_keys where (workspace_id, key) in (
      select workspace_id, key from idempotency_keys where expires_at <= ${now.toISOString()}::timestamptz order by expires_at limit ${limit})`);
}

type ReplyRow = { key: string; request_hash: Buffer; status: number | null; reply: Buffer | null; expires_at: Date };

type Kept = { request: CreatingRequest; key: string; hash: Buffer; reply: Reply };

/** The id a request's keys are kept under: ids of workspaces and people never meet. */
function realmOf(request: Realm): RealmId {
  return 'person' in request ? request.person : request.workspace;
}

type RealmId = Id<'workspace'> | Id<'person'>;

async function forgetStarted(tx: Tx, realm: RealmId, key: string): Promise<void> {
  await tx.run(sql`delete from idempotency_keys where workspace_id = ${realm} and key = ${key} and status is null`);
}

async function findReply(tx: Tx, realm: RealmId, key: string): Promise<ReplyRow | undefined> {
  return tx.maybe(sql<ReplyRow>`
    select key, request_hash, status, reply, expires_at from idempotency_keys where workspace_id = ${realm} and key = ${key}`);
}

function inFlight(): Problem {
  return new Problem('idempotency_in_flight', {
    detail: 'Another request with the same Idempotency-Key is still running.',
    retryAfterSeconds: 1,
  });
}

// Two keys with one number would only wait for each other, and 64 bits make even that improbable.
function lockNumber(workspace: string, key: string): bigint {
  return createHash('sha256').update(`idempotency\n${workspace}\n${key}`).digest().readBigInt64BE(0);
}
