import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { bootstrap, type Cast, caller, type House, startHouse, until } from '../tests/house.ts';
import { cpuEach, cpuOf, round } from './tools/measure.ts';
import { fireAtRate } from './tools/open-loop.ts';

// How many messages a second can be accepted durably, against the bare durable inserts of the same PostgreSQL in the same run?
// Open loop, fsync on, devices paused so that only accepting is measured. bench/accept.ts [rate] [seconds]

const rate = Number(process.argv[2] ?? 600);
const seconds = Number(process.argv[3] ?? 60);
const manyWorkspaces = 20;
const people = 2_000;

type Sandbox = Cast & { device: string };

const house = await startHouse();
try {
  const { sandbox } = await bootstrap(house);
  const bare = await bareInserts(house);
  console.log(`bare durable inserts: ${bare.perSecond}/s with ${bare.clients} clients`);
  const one = await accept(house, [sandbox]);
  const others: Sandbox[] = [];
  for (let i = 1; i < manyWorkspaces; i++) {
    const made = (await house.verb('workspace', 'create', '--name', `Bench ${i}`)) as { workspaces: Cast[] };
    const next = made.workspaces.find((workspace) => workspace.kind === 'sandbox');
    if (next?.device) others.push({ ...next, device: next.device });
  }
  const many = await accept(house, [sandbox, ...others]);
  console.log(
    JSON.stringify({
      bareInsertsPerSecond: bare.perSecond,
      ratio: round(one.perSecond / bare.perSecond, 2),
      ratePerSecond: rate,
      seconds,
      oneWorkspace: one,
      twentyWorkspaces: many,
    }),
  );
} finally {
  await house.close();
}

async function accept(running: House, workspaces: Sandbox[]) {
  for (const { api_key: key, device } of workspaces) await holdBack(running, key, device);
  const shot = (n: number) => {
    const { api_key: key, device } = workspaces[n % workspaces.length] ?? workspaces[0] ?? { api_key: '', device: '' };
    const to = `+1555${String(4_000_000 + (n % people))}`;
    return {
      path: '/v1/messages',
      key,
      body: JSON.stringify({ device, to, type: 'text', text: { body: `Your order ${n} is ready` } }),
    };
  };
  // Every person is known before it counts: a second message to somebody is the ordinary case.
  await fireAtRate(running.baseUrl, 250, Math.ceil((people * Math.min(workspaces.length, 2)) / 250), shot);
  const before = cpuOf(running);
  const report = await fireAtRate(running.baseUrl, rate, seconds, shot);
  const cpu = cpuEach(before, cpuOf(running), report.asked);
  console.log(
    `${workspaces.length} workspace(s): ${report.perSecond}/s, p50 ${report.p50} ms, p99 ${report.p99} ms, ${report.errors} errors, CPU ms each: ${JSON.stringify(cpu)}, generator ${report.generatorCpuMsEach}`,
  );
  return { ...report, cpuMsEach: cpu };
}

async function holdBack(running: House, key: string, device: string): Promise<void> {
  const call = caller(running, key);
  await until(
    async () =>
      (await call<{ connection: { is: string } }>('GET', `/v1/devices/${device}`)).body.connection.is === 'online',
    60_000,
    'a device to be born',
  );
  await call('POST', `/v1/devices/${device}/pause`);
}

async function bareInserts(running: House): Promise<{ perSecond: number; clients: number }> {
  const clients = 16;
  const each = 500;
  const pool = new pg.Pool({ connectionString: running.databaseUrl(), max: clients });
  await pool.query(
    'create table bare_inserts (id uuid primary key, at timestamptz not null default now(), body text not null)',
  );
  const body = 'x'.repeat(700);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let i = 0; i < each; i++)
        await pool.query({
          name: 'bare',
          text: 'insert into bare_inserts (id, body) values ($1, $2)',
          values: [randomUUID(), body],
        });
    }),
  );
  const perSecond = Math.round((clients * each * 1_000) / (performance.now() - began));
  await pool.query('drop table bare_inserts');
  await pool.end();
  return { perSecond, clients };
}
