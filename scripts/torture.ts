import { killWhileSending } from '../tests/faults.ts';

// npm run torture [rounds]: the kill test again and again with new seeds; stops at the first promise that breaks.
const rounds = Number(process.argv[2] ?? 10);
const first = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
let kills = 0;
for (let round = 0; round < rounds; round++) {
  const seed = first + round;
  const verdict = await killWhileSending({ kills: 20, messages: 400, seed, log: (line) => console.log(`  ${line}`) });
  kills += verdict.kills.length;
  console.log(
    `round ${round + 1}/${rounds} seed ${seed}: ${verdict.accepted} accepted, ${verdict.arrived} arrived, ${verdict.inbound} received, ${verdict.secondCopies} second copies dropped, ${verdict.broken.length} broken`,
  );
  if (verdict.broken.length > 0) {
    console.error(verdict.broken.slice(0, 20).join('\n'));
    process.exit(1);
  }
}
console.log(`${kills} kills, nothing lost, nothing doubled.`);
