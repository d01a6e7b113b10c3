import { isMailAddress } from '../../base/smtp-url.ts';
import type { TextKey, Translate } from '../../languages/languages.ts';
import type { Faults } from '../answer-form.ts';
import type { Form } from '../form.ts';

/**
 * What a field asks for: `letters` between two lengths, an address, or one of a list. `missing` is what is said where there is
 * nothing; it names the field, because it stands at the top of the page too.
 */
export type Wanted =
  | { is: 'letters'; min: number; max: number; missing: TextKey }
  | { is: 'email'; optional?: boolean }
  | { is: 'web' }
  | { is: 'one_of'; of: readonly string[]; missing: TextKey };

/** Reads the fields of a form by what they ask for. `faults` holds a sentence for each that is not so; it is empty when all is well. */
export function readTyped<Name extends string>(
  form: Form,
  t: Translate,
  wanted: Record<Name, Wanted>,
): { typed: Record<Name, string>; faults: Faults } {
  const faults: Faults = {};
  const typed = {} as Record<Name, string>;
  // The keys of a literal table are exactly its declared names.
  for (const name of Object.keys(wanted) as Name[]) {
    const text = tidy(form.get(name));
    typed[name] = text;
    const fault = faultOf(text, t, wanted[name]);
    if (fault !== undefined) faults[name] = fault;
  }
  return { typed, faults };
}

function faultOf(text: string, t: Translate, wanted: Wanted): string | undefined {
  switch (wanted.is) {
    case 'letters': {
      const length = [...text].length;
      if (length === 0) return t(wanted.missing);
      if (length < wanted.min) return t('typed.short', { min: wanted.min });
      return length > wanted.max ? t('typed.long', { max: wanted.max, by: length - wanted.max }) : undefined;
    }
    case 'email':
      if (text === '') return wanted.optional ? undefined : t('typed.email_missing');
      return isMailAddress(text) ? undefined : t('typed.email_wrong');
    case 'web':
      return isWebsite(text) ? undefined : t('typed.website_wrong');
    case 'one_of':
      return wanted.of.includes(text) ? undefined : t(wanted.missing);
  }
}

function isWebsite(text: string): boolean {
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  return text.length <= 200 && url !== null && /^https?:$/.test(url.protocol) && /\.\p{L}/u.test(decode(url.hostname));
}

function decode(host: string): string {
  return host.startsWith('xn--') ? 'x.x' : host;
}

// Line ends as one, nothing invisible that steers a terminal or hides a direction, as it ends in letters and pages.
function tidy(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}
