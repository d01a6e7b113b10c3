import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createAccounts } from './accounts/accounts.ts';
import type { House } from './api/api.ts';
import { createApi } from './api/api.ts';
import { openapiDocument } from './api/openapi.ts';
import { systemClock } from './base/clock.ts';
import type { Id } from './base/id.ts';
import { brand } from './base/id.ts';
import type { Log } from './base/log.ts';
import { createBrands } from './brands/brands.ts';
import { createCases } from './cases/cases.ts';
import type { ServerEnvironment } from './config/child.ts';
import type { Config } from './config/config.ts';
import { publicUrlSource } from './config/config.ts';
import type { Ctx } from './db/db.ts';
import { createDb } from './db/db.ts';
import type { Connections } from './devices/devices.ts';
import { createConnections, createDevices, openPair } from './devices/devices.ts';
import type { WorkerCounts } from './engine/linked/linked.ts';
import { createLinkedEngine } from './engine/linked/linked.ts';
import { createPublicUrl, readStoredMail } from './installation/installation.ts';
import { jobs, routines } from './jobs.ts';
import { currentVersions, seedDocuments } from './legal/legal.ts';
import { createMailer, createPostman } from './mail/mail.ts';
import { createMessages, createSender } from './messages/messages.ts';
import { createOutbound } from './outbound/outbound.ts';
import { createAccountHooks } from './people.ts';
import { createWork, jobsLateMs } from './queue/queue.ts';
import { createReactions } from './reactions.ts';
import { createRequests } from './requests/requests.ts';
import { createResellerApplications } from './resellers/resellers.ts';
import { routes } from './routes.ts';
import { createSandbox, createSandboxProxy } from './sandbox/sandbox.ts';
import { createSecrets } from './secrets/secrets.ts';
import { createSite } from './site/site.ts';
import { createTickets } from './tickets/tickets.ts';
import { createWebhooks, fanOutLateMs } from './webhooks/webhooks.ts';
import { createKeyRing, createMemberRing, findWorkspace } from './workspaces/workspaces.ts';

export type App = {
  /** Starts everything; resolves once requests are answered. */
  start(): Promise<{ port: number }>;
  /** Refuses new work, finishes what runs, gives the devices back. */
  stop(): Promise<void>;
  /** The ground, for what is done once beside the server's start. */
  ctx: Ctx;
  /** Where people find it: scheme, host and port. */
  publicUrl(): string;
};

export type AppDeps = {
  config: Config;
  child: ServerEnvironment;
  log: Log;
  version: string;
  wantWorkers: (counts: WorkerCounts) => void;
};

const bodyLimitBytes = 1024 * 1024;

/** The only place where things are built and handed to each other. */
export function createApp({ config, child, log, version, wantWorkers }: AppDeps): App {
  const clock = systemClock;
  const db = createDb({
    appUrl: child.appUrl,
    systemUrl: child.systemUrl,
    onError: (error) => log.warn('a database connection was lost', { error }),
  });
  const ctx: Ctx = { db, clock, log };
  const secrets = createSecrets(child.masterKey);
  const sandbox = createSandbox({ socketPath: config.sandbox ? join(child.runDir, 'sim.sock') : null, log });
  const publicUrl = createPublicUrl({ db, ...publicUrlSource(config) });
  const brands = createBrands({ db, publicUrl: publicUrl.now });
  const outbound = createOutbound({
    ownHosts: () => [new URL(config.publicUrl).host, new URL(publicUrl.now()).host, ...brands.hosts()],
  });
  const mailSettings = async () => config.mail ?? (await db.system((tx) => readStoredMail(tx, secrets)));
  const postman = createPostman({
    db,
    secrets,
    clock,
    log,
    settings: mailSettings,
    brandById: brands.byId,
  });
  const mailer = createMailer({ secrets, clock });
  const hooks = createAccountHooks({ secrets, clock });
  const accounts = createAccounts({ ...ctx, secrets, mailer, brandFor: brands.ofReseller, hooks });
  const webhooks = createWebhooks({ ctx, secrets, outbound, targetsOf: (kind) => config.privateTargets[kind] });
  const kinds = createKinds(ctx);

  const connections: Connections = createConnections({
    ctx,
    secrets,
    node: child.nodeId,
    isSandbox: async (workspace) => (await kinds(workspace)).world !== null,
    onInbound: ({ workspace, id, phone }, entries) => messages.receive({ workspace, device: id, phone }, entries),
    engine: (events) =>
      createLinkedEngine({
        socketPath: join(child.runDir, 'engine.sock'),
        events,
        keyOf: async (workspace) => {
          const { id, key } = await db.system((tx) => secrets.key(tx, brand(workspace)));
          return { id, key: key.toString('base64') };
        },
        worldOf: async (workspace) => {
          const { world } = await kinds(brand(workspace));
          if (world === null) throw new Error('a live workspace has no world');
          return world;
        },
        wantWorkers,
        ...(config.linkedWebVersion ? { webVersion: config.linkedWebVersion.join('.') } : {}),
        clock,
        log,
      }),
  });
  const sender = createSender({ ctx, node: child.nodeId, online: connections.online, send: connections.send });
  const messages = createMessages({ ctx, secrets, engine: connections, wakeSender: sender.wake });
  const devices = createDevices({ secrets, clock, wake: connections.signal });
  const deps = {
    ctx,
    accounts,
    secrets,
    sandbox,
    brands,
    mailer,
    postman,
    wakeDevices: connections.signal,
    wakeSender: sender.wake,
  };
  const work = createWork({
    ctx,
    jobs: Object.fromEntries(Object.entries(jobs).map(([name, run]) => [name, (payload) => run(deps, payload)])),
    routines: routines.map(({ name, everyMs, run }) => ({ name, everyMs, run: () => run(deps) })),
  });
  const letters = { ctx, secrets, mailer, brands };
  const tickets = createTickets(letters);
  const applications = createResellerApplications(letters);
  const cases = createCases(letters);
  const reactions = createReactions({ webhooks, cases });

  const keyRing = createKeyRing({ db, clock });
  const memberRing = createMemberRing({ db, clock });
  let draining = false;
  const house: House = {
    db,
    clock,
    log,
    secrets,
    requests: createRequests({ db, secrets, clock }),
    keyRing,
    memberRing,
    accounts,
    mailer,
    brands,
    sign: (text) => secrets.hash('cursor', text),
    devices,
    messages,
    webhooks,
    sandbox,
    noiseRoot: child.noiseRoot,
    health: {
      draining: () => draining,
      fresh: connections.fresh,
      metricsToken: config.metricsToken,
      stats: connections.stats,
    },
  };
  const http: FastifyInstance = createApi(
    {
      house,
      http: {
        origin: (host) => brands.of(host).origin,
        isOurHost: (host) => isOurHost(config, publicUrl.now(), host) || brands.isServed(host),
        trustProxy: config.trustProxy,
        bodyLimitBytes,
      },
    },
    routes,
  );
  http.register(
    createSite({
      db,
      secrets,
      clock,
      brandOf: brands.of,
      log,
      insecureHttp: config.insecureHttp,
      accounts,
      signUpPolicy: hooks.signUpPolicy,
      currentVersions,
      providers: config.providers,
      isLoopback: (request) =>
        loopbackNames.has(hostName(request.headers.host ?? '')) &&
        isLoopbackAddress(request.socket.remoteAddress ?? ''),
      openapi: () => openapiDocument(routes, version),
      version,
      house: {
        brands,
        publicUrl,
        postman,
        given: { publicUrl: publicUrlSource(config).given, mail: config.mail },
        welcome: hooks.onPersonMade,
      },
      tickets,
      applications,
      cases,
      team: {
        mailer,
        brandFor: brands.ofReseller,
        openPair: (tx, pair) => openPair(tx, secrets, pair),
        forgetMember: memberRing.forget,
        forgetKey: keyRing.forget,
      },
      probes: {
        canCommit: () => house.requests.canCommit(),
        jobsLateMs: () => db.system((tx) => jobsLateMs(tx, clock.now())),
        webhooksLateMs: () => db.system((tx) => fanOutLateMs(tx, clock.now())),
        leasesFresh: connections.fresh,
        isMailSet: async () => (await mailSettings()) !== null,
        ...(config.sandbox ? { sandboxAnswers: sandbox.healthy } : {}),
      },
    }),
  );
  const proxy = createSandboxProxy(child.simulatorPort);
  http.server.on('upgrade', proxy.upgrade);

  return {
    ctx,
    publicUrl: publicUrl.now,
    async start() {
      await publicUrl.start();
      await brands.start();
      await seedLegal(ctx);
      await connections.start();
      await sender.start();
      connections.onOnline(sender.wake);
      work.start();
      reactions.start();
      await http.listen({ host: config.host, port: config.port });
      const address: AddressInfo | string | null = http.server.address();
      return { port: typeof address === 'object' && address ? address.port : config.port };
    },
    async stop() {
      draining = true;
      proxy.close();
      brands.stop();
      publicUrl.stop();
      await http.close();
      await sender.stop();
      await Promise.all([work.stop(), reactions.stop()]);
      postman.close();
      await connections.stop();
      sandbox.close();
      await outbound.close();
      await db.end();
    },
  };
}

async function seedLegal({ db, clock, log }: Ctx): Promise<void> {
  const { waiting } = await seedDocuments(db, clock.now());
  // Only the operator decides when a changed text binds people.
  if (waiting.length > 0) log.info('newer legal texts wait for `whatzapi legal publish`', { count: waiting.length });
}

// A workspace's kind and world never change, so they are looked up once.
function createKinds({ db }: Ctx): (workspace: Id<'workspace'>) => Promise<{ world: string | null }> {
  const known = new Map<string, { world: string | null }>();
  return async (id) => {
    const cached = known.get(id);
    if (cached) return cached;
    const workspace = await db.system((tx) => findWorkspace(tx, id));
    if (!workspace) throw new Error('a device of no workspace');
    known.set(id, { world: workspace.world });
    return workspace;
  };
}

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

function isOurHost(config: Config, publicUrl: string, host: string): boolean {
  const own = new URL(publicUrl).hostname;
  return host === own || host === config.host || loopbackNames.has(host) || host === '::1';
}

function hostName(header: string): string {
  return header.replace(/:\d+$/, '');
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
