import type { Breach, Source } from './law.ts';

/** Every resource of the public API and every table must have its noun in docs/glossary.md, or the noun is not ours yet. */
export function glossaryBreaches(glossary: string, sources: Source[]): Breach[] {
  const known = new Set([...glossary.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => (match[1] ?? '').toLowerCase()));
  return publicNouns(sources)
    .filter(({ noun }) => !known.has(noun))
    .map(({ noun, file }) => ({
      rule: 'noun-in-glossary',
      file,
      says: `uses "${noun}", which docs/glossary.md does not explain`,
    }));
}

function publicNouns(sources: Source[]): { noun: string; file: string }[] {
  const openapi = sources.find(({ path }) => path === 'openapi.json');
  if (!openapi) return [];
  const { paths } = JSON.parse(openapi.text) as { paths: Record<string, unknown> };
  const nouns = Object.keys(paths).map((path) => /^\/v1\/([a-z-]+)/.exec(path)?.[1] ?? '');
  return [...new Set(nouns.filter(Boolean))].map((noun) => ({ noun: singular(noun), file: openapi.path }));
}

function singular(noun: string): string {
  const words = noun.replaceAll('-', ' ');
  return words.endsWith('ies') ? `${words.slice(0, -3)}y` : words.replace(/s$/, '');
}
