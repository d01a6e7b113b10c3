/** What a document may leave open: who runs the installation, under which name, and what the software knows itself. */
export const placeholders = [
  'brand',
  'site',
  'operator_name',
  'operator_address',
  'operator_email',
  'operator_law',
  'limits_link',
  'cookies_table',
  'providers_table',
] as const;

export type Placeholder = (typeof placeholders)[number];

/** Placeholders that are whole tables, and stand alone in a paragraph. */
export const tablePlaceholders: readonly Placeholder[] = ['cookies_table', 'providers_table'];

/** Names written as `{{name}}` in a text. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name);
}

/** Puts values in the place of `{{name}}`, once: a value that looks like a placeholder stays as it is. */
export function fill(text: string, values: Record<Placeholder, string>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const known = placeholders.find((placeholder) => placeholder === name);
    return known ? values[known] : whole;
  });
}
