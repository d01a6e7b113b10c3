import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Problem } from '../base/problem.ts';
import { delay } from '../base/timer.ts';
import type { Health, House } from './house.ts';

const probeMsMax = 2_000;

/** `/livez` is about the process alone, `/readyz` about all it needs; `/metrics` is for Prometheus. */
export function serveHealth(app: FastifyInstance, { requests, health }: House): void {
  const registry = createMetrics(app, health);

  app.get('/livez', (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }));

  app.get('/readyz', async (_request, reply) => {
    const canCommit = await Promise.race([
      requests.canCommit().then(
        () => true,
        () => false,
      ),
      delay(probeMsMax).then(() => false),
    ]);
    const checks = { database: canCommit, leases: health.fresh(), draining: health.draining() };
    const ready = checks.database && checks.leases && !checks.draining;
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, checks });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, health.metricsToken)) throw new Problem('not_found', { detail: 'There is no such path.' });
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });
}

function createMetrics(app: FastifyInstance, health: Health): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'whatzapi_requests_total',
    help: 'Requests answered, by class of status.',
    labelNames: ['status'],
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('whatzapi_devices_online', 'Devices online on this node.', () => health.stats().online);
  gauge('whatzapi_sends_in_flight', 'Messages handed over and not yet settled.', () => health.stats().inFlight);
  gauge('whatzapi_workers', 'Linked workers connected to this node.', () =>
    Object.values(health.stats().workers).reduce((sum, count) => sum + count, 0),
  );
  app.addHook('onResponse', (_request, reply, done) => {
    requests.inc({ status: `${Math.floor(reply.statusCode / 100)}xx` });
    done();
  });
  return registry;
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  // Behind a proxy on this machine everybody comes from loopback; what it forwards tells them apart.
  const address = request.socket.remoteAddress ?? '';
  const isLocal = address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
  return isLocal && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined;
}
