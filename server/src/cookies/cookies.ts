export type { CookieJar } from './jar.ts';
export { readJar } from './jar.ts';
export type { CookieName, CookieRow } from './registry.ts';
export { cookieNames, cookies } from './registry.ts';
export { cookieText } from './write.ts';
