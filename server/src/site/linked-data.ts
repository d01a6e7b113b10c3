/** What a page tells, in the words of schema.org. */
export type LinkedFacts = { '@type': string; [name: string]: unknown };

/**
 * JSON-LD for a `<script type="application/ld+json">`: data that browsers never run, so the policy against inline scripts leaves it
 * alone. No text in it can end the element.
 */
export function linkedData(facts: LinkedFacts): string {
  return JSON.stringify({ '@context': 'https://schema.org', ...facts }).replaceAll('<', '\\u003c');
}
