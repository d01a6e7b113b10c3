import type { Id } from '../base/id.ts';
import { networkOf } from './agent.ts';
import type { Asking } from './asking.ts';
import type { Budget } from './throttle.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Wrong passwords for one address from one network. */
export function wrongPasswords(asking: Asking, email: string): Budget {
  return { what: 'password', of: `${addressOf(asking, email)} ${network(asking)}`, max: 10, windowMs: 15 * minuteMs };
}

/** Wrong passwords from one network, whatever the address. */
export function wrongFromNetwork(asking: Asking): Budget {
  return { what: 'password_network', of: network(asking), max: 100, windowMs: hourMs };
}

/** Wrong passwords in a browser that is remembered: it has a budget of its own, which strangers cannot use up. */
export function wrongInBrowser(browser: Id<'browser'>): Budget {
  return { what: 'password_browser', of: browser, max: 10, windowMs: 15 * minuteMs };
}

/** Wrong passwords of somebody signed in, who proves it again. */
export function wrongConfirmations(person: Id<'person'>): Budget {
  return { what: 'confirm', of: person, max: 10, windowMs: 15 * minuteMs };
}

/** Wrong passwords at a verification link. */
export function wrongAtRegistration(registration: Id<'registration'>): Budget {
  return { what: 'registration', of: registration, max: 10, windowMs: 15 * minuteMs };
}

/** Wrong codes of a second factor; six digits stand no more than that. */
export function wrongCodes(person: Id<'person'>): Budget {
  return { what: 'code', of: person, max: 5, windowMs: 15 * minuteMs };
}

/** Letters that somebody who is not signed in can make us write. */
export function lettersTo(asking: Asking, email: string): Budget[] {
  return [
    { what: 'letter', of: addressOf(asking, email), max: 5, windowMs: hourMs },
    { what: 'letter_network', of: network(asking), max: 20, windowMs: hourMs },
  ];
}

/** Entries about failed sign-ins in a person's record: strangers must not fill it. `of` is the person, or an unknown address. */
export function notedFailures(of: string): Budget {
  return { what: 'noted', of, max: 1, windowMs: minuteMs };
}

function addressOf({ brand }: Asking, email: string): string {
  return `${brand.reseller} ${email}`;
}

function network({ knock }: Asking): string {
  return networkOf(knock.address);
}
