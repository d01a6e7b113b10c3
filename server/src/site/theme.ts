/** What a visitor chose; `system` follows the device and is the absence of a choice. */
export type Theme = 'light' | 'dark' | 'system';

/** The theme named by a form field or cookie, or `undefined` when it names none. */
export function chosen(text: string | null | undefined): Theme | undefined {
  return text === 'light' || text === 'dark' || text === 'system' ? text : undefined;
}
