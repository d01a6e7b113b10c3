import type { CookieJar } from '../cookies/cookies.ts';

/** A browser at the door: what a request shows of itself, before anybody is recognized. */
export type Knock = {
  /** The host name it asked for, in lower case and without a port; sessions hold on this one only. */
  host: string;
  address: string;
  userAgent: string;
  /** The values of `PHPSESSID` and `remember_me`; undefined when missing or tossed. */
  session: string | undefined;
  remember: string | undefined;
  /** One of our cookies came twice: nobody is signed in, and both are cleared. */
  tossed: boolean;
  now: Date;
};

/** Reads what a browser shows. */
export function knockOf(
  jar: CookieJar,
  { host, address, userAgent, now }: Pick<Knock, 'host' | 'address' | 'userAgent' | 'now'>,
): Knock {
  return {
    host: host.toLowerCase(),
    address,
    userAgent,
    session: jar.get('PHPSESSID'),
    remember: jar.get('remember_me'),
    tossed: jar.tossed,
    now,
  };
}
