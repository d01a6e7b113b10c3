import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import type { AccountHooks } from '../accounts/accounts.ts';
import { createAccounts } from '../accounts/accounts.ts';
import type { Clock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { createBrands } from '../brands/brands.ts';
import { createCases } from '../cases/cases.ts';
import { createDb, type Db } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import { createPublicUrl } from '../installation/installation.ts';
import { currentVersions, seedDocuments } from '../legal/legal.ts';
import { createMailer, createPostman } from '../mail/mail.ts';
import { jobsLateMs } from '../queue/queue.ts';
import { createResellerApplications } from '../resellers/resellers.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createTickets } from '../tickets/tickets.ts';
import { fanOutLateMs } from '../webhooks/webhooks.ts';
import {
  acceptInvitation,
  createWorkspacePair,
  endMemberships,
  isInvited,
  ownedAlone,
  ownPair,
} from '../workspaces/workspaces.ts';
import { createSite, type SiteDeps } from './site.ts';

/** The site on a database of its own, for tests: asked as a browser asks, without a network between. */
export type Stage = {
  app: FastifyInstance;
  db: Db;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Reads the brands again, after a test made one. */
  refreshBrands(): Promise<void>;
  close(): Promise<void>;
};

const asBrowser = { accept: 'text/html' };

export type StageOptions = Omit<Partial<SiteDeps>, 'house'> & {
  /** Changes what the operator's pages stand on. */
  house?: (house: SiteDeps['house']) => SiteDeps['house'];
  /** The platform's origin; `http://localhost` unless told. */
  publicUrl?: string;
  hooks?: Partial<AccountHooks>;
};

/** Options replace single dependencies, such as the clock. Proxies are trusted, so that tests may say from where they ask. */
export async function openStage({ publicUrl = 'http://localhost', ...options }: StageOptions = {}): Promise<Stage> {
  const { hooks: ownHooks, house: changeHouse = (house) => house, ...deps } = options;
  const database = await throwawayMigrated();
  const db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  const address = createPublicUrl({ db, given: null, listening: publicUrl });
  const brands = createBrands({ db, publicUrl: address.now });
  await brands.refresh();
  const clock = deps.clock ?? { now: () => new Date('2026-11-22T12:00:00Z') };
  const secrets = deps.secrets ?? createSecrets(randomBytes(32));
  const mailer = createMailer({ secrets, clock });
  const letters = { ctx: { db, clock, log: silentLog }, secrets, mailer, brands };
  const hooks = { ...hooksOn(secrets, clock), ...ownHooks };
  const accounts = createAccounts({
    db,
    secrets,
    clock,
    log: silentLog,
    mailer,
    brandFor: brands.ofReseller,
    hooks,
  });
  await seedDocuments(db, new Date('2026-11-22T10:00:00Z'));
  const app = Fastify({ trustProxy: true });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'not_found' }));
  app.register(
    createSite({
      db,
      secrets,
      accounts,
      signUpPolicy: hooks.signUpPolicy,
      currentVersions,
      brandOf: brands.of,
      clock,
      log: silentLog,
      insecureHttp: false,
      providers: [],
      isLoopback: (request) => request.hostname === 'localhost',
      openapi: () => ({ openapi: '3.1.0', info: { title: 'API', version: '1' }, paths: {} }),
      version: '0.1.0',
      house: changeHouse({
        brands,
        publicUrl: address,
        postman: createPostman({
          db,
          secrets,
          clock,
          log: silentLog,
          settings: async () => null,
          brandById: brands.byId,
        }),
        given: { publicUrl: null, mail: null },
        welcome: hooks.onPersonMade,
      }),
      tickets: createTickets(letters),
      applications: createResellerApplications(letters),
      cases: createCases(letters),
      team: {
        mailer,
        brandFor: brands.ofReseller,
        // As in the whole house, but for the sandbox's birth, which needs a running server.
        openPair: (tx, pair) => createWorkspacePair(tx, secrets, pair),
        forgetMember: () => {},
        forgetKey: () => {},
      },
      probes: {
        canCommit: async () => void (await db.system((tx) => jobsLateMs(tx, clock.now()))),
        jobsLateMs: () => db.system((tx) => jobsLateMs(tx, clock.now())),
        webhooksLateMs: () => db.system((tx) => fanOutLateMs(tx, clock.now())),
        leasesFresh: () => true,
        isMailSet: async () => false,
      },
      ...deps,
    }),
  );
  await app.ready();
  return {
    app,
    db,
    refreshBrands: brands.refresh,
    get: (url, headers = asBrowser) => app.inject({ url, headers }),
    async close() {
      await app.close();
      await db.end();
      await database.drop();
    },
  };
}

/** What happens to people as in the whole house, but for what stands above the pages: anybody may sign up. */
function hooksOn(secrets: Secrets, clock: Clock): AccountHooks {
  return {
    signUpPolicy: async () => ({ policy: 'open', legalMissing: false }),
    isInvited: (tx, invitation, email) => isInvited(tx, invitation, email, clock.now()),
    async onPersonMade(tx, { person, workspaceName: name, invitation, at }) {
      if (invitation) {
        await acceptInvitation(tx, invitation, { person, at, isProven: true });
        return;
      }
      const { live } = await createWorkspacePair(tx, secrets, { name, reseller: person.reseller, at });
      await ownPair(tx, live, { person, at });
    },
    mayLeave: async (tx, person) => ({ names: await ownedAlone(tx, person) }),
    onLeaving: (tx, person) => endMemberships(tx, person, clock.now()),
  };
}
