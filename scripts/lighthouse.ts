import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { startHouse } from '../tests/house.ts';
import { root } from './run/step.ts';

// npm run lighthouse -- [--rounds 3] [path…]: Lighthouse's four scores of public pages, mobile profile, median of the rounds.
// Fails below 95; writes bench/results/lighthouse.json.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
});
const floor = 95;
const rounds = Number(values.rounds);
const paths =
  positionals.length > 0 ? positionals : ['/', '/features', '/pricing', '/faq', '/resellers', '/legal/cookies'];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const house = await startHouse({ SANDBOX: 'off' });
const port = await freePort();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--remote-debugging-port=${port}`,
  ],
});
const results: Record<string, Record<string, number>> = {};
try {
  for (const path of paths) {
    const scores = new Map<string, number[]>(categories.map((name) => [name, []]));
    const missed = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const run = await lighthouse(house.baseUrl + path, { port, output: 'json', logLevel: 'error' });
      for (const name of categories) scores.get(name)?.push((run?.lhr.categories[name]?.score ?? 0) * 100);
      for (const audit of Object.values(run?.lhr.audits ?? {})) {
        if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative') missed.add(audit.id);
      }
    }
    const medians = Object.fromEntries([...scores].map(([name, all]) => [name, median(all)]));
    results[path] = medians;
    console.log(path.padEnd(20), categories.map((name) => `${name} ${Math.round(medians[name] ?? 0)}`).join(' · '));
    if (missed.size > 0) console.log(`  below 90: ${[...missed].join(', ')}`);
  }
} finally {
  await browser.close();
  await house.close();
}
mkdirSync(join(root, 'bench/results'), { recursive: true });
const report = { question: 'lighthouse', at: new Date().toISOString(), rounds, profile: 'mobile', result: results };
writeFileSync(join(root, 'bench/results/lighthouse.json'), `${JSON.stringify(report, null, 2)}\n`);
const low = Object.entries(results).filter(([, scores]) => Object.values(scores).some((score) => score < floor));
console.log(
  low.length === 0 ? `Every score is ${floor} or more.` : `Below ${floor}: ${low.map(([path]) => path).join(', ')}`,
);
process.exit(low.length === 0 ? 0 : 1);

function median(all: number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
