/**
 * JSON-LD for a `<script type="application/ld+json">`: data that browsers never run, so the policy against inline scripts leaves it
 * alone. No text in it can end the element.
 */
export function linkedData(type: string, facts: Record<string, unknown>): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@type': type, ...facts }).replaceAll('<', '\\u003c');
}
