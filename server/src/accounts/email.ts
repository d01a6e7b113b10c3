import { Problem } from '../base/problem.ts';

const lengthMax = 254;

/**
 * An address in the one form we keep and compare: trimmed, in lower case, letters of any script. Undefined when it is none.
 * Whether mail arrives there, only a letter can tell.
 */
export function parseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  // Signs that cannot be seen would let two addresses look like one.
  const isPlain = email.length <= lengthMax && /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(email);
  return isPlain ? email : undefined;
}

/** The same, where something that is no address ends the request. */
export function needEmail(text: string): string {
  const email = parseEmail(text);
  if (email === undefined) {
    const message = 'must be an e-mail address with one @, at most 254 characters, without spaces';
    throw new Problem('validation_failed', {
      detail: 'The e-mail address is not valid.',
      errors: [{ path: 'email', message }],
    });
  }
  return email;
}
