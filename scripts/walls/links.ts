import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Breach, Source } from './law.ts';

/** A link in a document must lead to a file that is there, and a decision's number must be its own. */
export function linkBreaches(root: string, documents: Source[]): Breach[] {
  return [...documents.flatMap((document) => brokenLinks(root, document)), ...doubleNumbers(documents)];
}

function brokenLinks(root: string, { path, text }: Source): Breach[] {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target) && !target.startsWith('/'))
    .filter((target) => !existsSync(join(root, dirname(path), decodeURI(target))))
    .map((target) => ({ rule: 'link-leads-somewhere', file: path, says: `links to ${target}, which is not there` }));
}

function doubleNumbers(documents: Source[]): Breach[] {
  const numbers = documents.map(({ path }) => ({ path, number: /^docs\/decisions\/(\d{4})-/.exec(path)?.[1] }));
  return numbers
    .filter(
      ({ path, number }) =>
        number !== undefined && numbers.some((other) => other.number === number && other.path < path),
    )
    .map(({ path, number }) => ({
      rule: 'decision-has-own-number',
      file: path,
      says: `has number ${number}, as another does`,
    }));
}
