import { startHouse } from '../tests/house.ts';
import { round } from './tools/measure.ts';

// How long from `npm start` to the ready line, on an empty folder (cold) and on one that ran before (warm)?

const rounds = 3;
const cold: number[] = [];
const warm: number[] = [];
for (let i = 0; i < rounds; i++) {
  const began = performance.now();
  const house = await startHouse();
  cold.push(seconds(began));
  await house.stop();
  const again = performance.now();
  await house.restart();
  warm.push(seconds(again));
  await house.close();
  console.log(`round ${i + 1}: cold ${cold.at(-1)} s, warm ${warm.at(-1)} s`);
}
console.log(JSON.stringify({ coldSeconds: median(cold), warmSeconds: median(warm), cold, warm }));

function seconds(since: number): number {
  return round((performance.now() - since) / 1_000, 2);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
