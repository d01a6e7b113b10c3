export type { CookieJar } from './jar.ts';
export { readJar } from './jar.ts';
export type { CookieClass, CookieName, CookieRow } from './registry.ts';
export { cookieNames, cookies } from './registry.ts';
export { cookieText, foreignCookieGone } from './write.ts';
