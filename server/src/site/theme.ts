import { cookie } from './cookies.ts';

/** What a visitor chose; `system` follows the device and is the absence of a choice. */
export type Theme = 'light' | 'dark' | 'system';

/** Reads the theme from a `Cookie` header; anything unknown is `system`. */
export function readTheme(header: string | undefined): Theme {
  return chosen(/(?:^|;\s*)theme=([a-z]+)/.exec(header ?? '')?.[1]) ?? 'system';
}

/** The theme named by a form field, or `undefined` when it names none. */
export function chosen(text: string | null | undefined): Theme | undefined {
  return text === 'light' || text === 'dark' || text === 'system' ? text : undefined;
}

/** The `Set-Cookie` text that remembers a theme for a year; `system` deletes the cookie. */
export function rememberTheme(theme: Theme, secure: boolean): string {
  return cookie('theme', theme === 'system' ? null : theme, secure);
}
