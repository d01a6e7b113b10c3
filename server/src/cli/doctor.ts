import { existsSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { checkDatabase } from './doctor/database.ts';
import type { Finding } from './doctor/finding.ts';
import { checkMachine } from './doctor/machine.ts';
import { requireAccess } from './supervisor/folders.ts';
import { StartProblem } from './supervisor/problem.ts';

/**
 * Looks at everything an installation needs, running or not, and says for each thing whether it is well and otherwise
 * what to do. Repairs nothing; an embedded database that is not running is started for the look and stopped again.
 */
export async function doctor(config: Config): Promise<Finding[]> {
  try {
    if (existsSync(config.dataDir)) requireAccess(config.dataDir);
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    return [{ is: 'fail', about: 'data folder', says: error.message, fix: error.fix }];
  }
  return [...(await checkMachine(config)), ...(await checkDatabase(config))];
}

/** The findings for a person. */
export function describeFindings(findings: Finding[]): string {
  const lines = findings.flatMap(({ is, about, says, fix }) => {
    const head = `  ${is.padEnd(5)} ${about.padEnd(18)} ${says}`;
    return fix === undefined ? [head] : [head, ...fix.split('\n').map((text) => `        ${text}`)];
  });
  const count = (kind: Finding['is']) => findings.filter(({ is }) => is === kind).length;
  return [...lines, '', `${count('ok')} well, ${count('warn')} to look at, ${count('fail')} to repair`].join('\n');
}

/** 0 when nothing needs repair; 1 otherwise. */
export function exitCodeOf(findings: Finding[]): number {
  return findings.some(({ is }) => is === 'fail') ? 1 : 0;
}
