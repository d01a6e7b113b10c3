import { globSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { importRules } from './import-rules.ts';
import type { Breach, Law } from './law.ts';

export type Cruise = { breaches: Breach[]; modules: number; files: number; imports: { from: string; to: string }[] };

/**
 * Judges every import of every workspace under `root`. Also counts: a cruise that saw fewer modules than there are
 * source files has judged nothing and says so, because the tool itself exits quietly when it finds no TypeScript compiler.
 */
export async function cruiseImports(root: string, law: Law, only: { doNotCruise?: string } = {}): Promise<Cruise> {
  const files = sourceFiles(root, law);
  const { output } = await cruise(
    files,
    {
      baseDir: root,
      validate: true,
      ruleSet: importRules(law),
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: ['(^|/)dist/', ...(only.doNotCruise ? [only.doNotCruise] : [])] },
      parser: 'tsc',
    },
    { extensions: ['.ts', '.js', '.json'], conditionNames: ['import', 'node', 'types'], exportsFields: ['exports'] },
  );
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`);
  return judged(output, files);
}

/** Every TypeScript file of ours, relative to the root. */
export function sourceFiles(root: string, law: Law): string[] {
  return globSync(`{${Object.keys(law.houses).join(',')}}/**/*.ts`, {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  }).sort();
}

function judged(result: ICruiseResult, files: string[]): Cruise {
  const wanted = new Set(files);
  const seen = result.modules.filter((module) => wanted.has(module.source));
  const breaches = result.summary.violations.map((violation) => ({
    rule: violation.rule.name,
    file: violation.from,
    says: `imports ${violation.to}${violation.cycle ? ` (circle: ${violation.cycle.map((step) => step.name).join(' → ')})` : ''}`,
  }));
  if (seen.length < files.length)
    breaches.push({ rule: 'cruise-sees-all', file: '.', says: `cruised ${seen.length} of ${files.length} files` });
  const imports = seen.flatMap((module) => module.dependencies.map((to) => ({ from: module.source, to: to.resolved })));
  return { breaches, modules: seen.length, files: files.length, imports };
}
