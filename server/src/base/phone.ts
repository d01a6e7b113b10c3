import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A phone in E.164 with its `+`: at most 15 digits. */
export type Phone = string & { readonly __phone: true };

export type PhoneReading = { ok: true; phone: Phone } | { ok: false; reason: string; suggestion?: string };

/**
 * Reads a phone as a caller wrote it. Live numbers must be valid in their country's plan;
 * `possible` accepts any number of a possible length, as sandboxes do.
 * `home` (two-letter country) only makes a suggestion for a number without `+`; it never guesses silently.
 */
export function readPhone(
  text: string,
  options: { possible: boolean; home?: string } = { possible: false },
): PhoneReading {
  const trimmed = text.trim();
  if (!trimmed.startsWith('+')) return withoutPlus(trimmed, options.home);
  if (!/^\+[1-9][0-9 ().-]{5,24}$/.test(trimmed))
    return { ok: false, reason: 'A phone is `+`, the country code and the number, for example +628123456789.' };
  const digits = `+${trimmed.replace(/\D/g, '')}`;
  if (digits.length > 16) return { ok: false, reason: 'A phone has at most 15 digits.' };
  const good = options.possible ? digits.length >= 8 : parsePhoneNumberFromString(digits)?.isValid() === true;
  if (!good) return { ok: false, reason: 'No such number can exist in that country.' };
  return { ok: true, phone: asPhone(digits) };
}

/**
 * Reads a phone as people write it into a form: with `+`, or as it is dialled in the country they chose (two letters).
 * Arabic and Persian digits count.
 */
export function readPhoneOfCountry(
  text: string,
  country: string,
  options: { possible: boolean } = { possible: false },
): PhoneReading {
  const plain = text
    .trim()
    .replaceAll(/[٠-٩۰-۹]/g, westernDigit)
    .replace(/^00(?=[1-9])/, '+');
  if (plain.startsWith('+')) return readPhone(plain, options);
  const known = getCountries().find((one) => one === country);
  const parsed = known ? parsePhoneNumberFromString(plain, { defaultCountry: known, extract: false }) : undefined;
  const isGood = options.possible ? parsed?.isPossible() : parsed?.isValid();
  return parsed && isGood
    ? { ok: true, phone: asPhone(parsed.number) }
    : { ok: false, reason: 'No such number can exist in that country.' };
}

/** Every country there are phones in, as two letters, with its calling code. */
export function phoneCountries(): { country: string; callingCode: string }[] {
  return getCountries().map((country) => ({ country, callingCode: `+${getCountryCallingCode(country)}` }));
}

/** The country a phone belongs to, as two letters; `undefined` where its prefix belongs to no single one. */
export function countryOf(phone: string): string | undefined {
  return parsePhoneNumberFromString(phone)?.country;
}

/** Brands digits that WhatsApp or our own database gave us. */
export function asPhone(text: string): Phone {
  return text as Phone;
}

// Both rows of digits begin at a multiple of sixteen (U+0660, U+06F0).
function westernDigit(digit: string): string {
  return String((digit.codePointAt(0) ?? 0) & 15);
}

function withoutPlus(text: string, home: string | undefined): PhoneReading {
  const digits = text.replace(/[\s().-]/g, '');
  const reason = 'A phone starts with `+` and the country code.';
  if (!/^[0-9]{6,16}$/.test(digits)) return { ok: false, reason };
  const asIs = parsePhoneNumberFromString(`+${digits.replace(/^00/, '')}`);
  if (asIs?.isValid())
    return {
      ok: false,
      reason,
      suggestion: `${asIs.number} (country code ${asIs.country ?? asIs.countryCallingCode})`,
    };
  const atHome =
    home && /^[A-Z]{2}$/.test(home)
      ? parsePhoneNumberFromString(digits, { defaultCountry: isCountry(home) })
      : undefined;
  return atHome?.isValid()
    ? { ok: false, reason, suggestion: `${atHome.number} (workspace country ${home})` }
    : { ok: false, reason };
}

type Country = NonNullable<NonNullable<ReturnType<typeof parsePhoneNumberFromString>>['country']>;

function isCountry(code: string): Country {
  // The caller checked the shape; an unknown country only means that no suggestion is found.
  return code as Country;
}
