import { bootstrap, caller, startHouse, until } from '../tests/house.ts';
import { linkDevice } from './tools/link.ts';
import { cpuEach, cpuOf, memoryOf, round } from './tools/measure.ts';

// What does an idle linked device cost in memory (PSS) and CPU, at 50 and at 200? The simulator is told apart: it is no part of a live installation.

const steps = [50, 200];
const idleSeconds = 30;

const house = await startHouse();
try {
  const { sandbox } = await bootstrap(house);
  const call = caller(house, sandbox.api_key);
  const empty = memoryOf(house);
  const report: object[] = [];
  let made = 0;
  for (const wanted of steps) {
    while (made < wanted) {
      await Promise.all(
        Array.from({ length: Math.min(4, wanted - made) }, (_, i) =>
          linkDevice(call, `+1555024${String(1_000 + made + i)}`),
        ),
      );
      made += Math.min(4, wanted - made);
    }
    await until(async () => (await online()) >= wanted, 120_000, `${wanted} devices to be online`);
    // What pairing left behind is collected when the processes are idle for a while.
    await pause(10_000);
    const before = cpuOf(house);
    await pause(idleSeconds * 1_000);
    const memory = memoryOf(house);
    const { simulator = 0, simulatorPostgres = 0, ...ours } = memory;
    const total = round(
      Object.values(ours).reduce((sum, mib) => sum + mib, 0),
      1,
    );
    const cpuShare = cpuEach(before, cpuOf(house), idleSeconds * 10);
    console.log(
      `${wanted} idle devices: ${total} MiB without the simulator (${simulator} MiB), CPU % of a core ${JSON.stringify(cpuShare)}`,
    );
    report.push({
      devices: wanted,
      totalMiB: total,
      simulatorMiB: simulator + simulatorPostgres,
      parts: ours,
      cpuPercentOfACore: cpuShare,
    });
  }
  console.log(JSON.stringify({ emptyMiB: empty, steps: report }));

  async function online(): Promise<number> {
    let count = 0;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await call<{ data: { connection: { is: string } }[]; next: string | null }>(
        'GET',
        `/v1/devices?limit=200${query}`,
      );
      count += body.data.filter((device) => device.connection.is === 'online').length;
      cursor = body.next;
    }
    return count;
  }
} finally {
  await house.close();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
