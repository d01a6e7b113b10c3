import { Agent, request } from 'node:http';
import { ownCpuMs, percentile, round } from './measure.ts';

export type Shot = { path: string; key: string; body: string };

export type LoadReport = {
  asked: number;
  perSecond: number;
  errors: number;
  p50: number;
  p99: number;
  max: number;
  generatorCpuMsEach: number;
};

/**
 * Sends at a fixed rate whatever the answers do (an open loop): a server that falls behind shows it in its latencies,
 * which count from the moment a request was due, not from when it could be sent.
 */
export async function fireAtRate(
  base: string,
  ratePerSecond: number,
  seconds: number,
  shot: (n: number) => Shot,
): Promise<LoadReport> {
  const { hostname, port } = new URL(base);
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const latencies: number[] = [];
  const flying: Promise<void>[] = [];
  let errors = 0;
  const cpu = ownCpuMs();
  const total = ratePerSecond * seconds;
  const began = performance.now();
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * ratePerSecond) / 1_000) + 1);
    for (; n < due; n++) flying.push(fire(shot(n), began + (n * 1_000) / ratePerSecond));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(flying);
  const took = (performance.now() - began) / 1_000;
  agent.destroy();
  return {
    asked: total,
    perSecond: round((total - errors) / took, 1),
    errors,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    max: percentile(latencies, 1),
    generatorCpuMsEach: round((ownCpuMs() - cpu) / total, 3),
  };

  function fire({ path, key, body }: Shot, dueAt: number): Promise<void> {
    return new Promise((resolve) => {
      const headers = {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const sent = request({ hostname, port, agent, method: 'POST', path, headers }, (reply) => {
        reply.resume();
        reply.on('end', () => {
          latencies.push(performance.now() - dueAt);
          if (reply.statusCode !== 202) errors += 1;
          resolve();
        });
      });
      sent.on('error', () => {
        errors += 1;
        resolve();
      });
      sent.end(body);
    });
  }
}
