import type { Language } from './language.ts';
import { languageFacts } from './language.ts';

/** A day as people of a language write it. Western digits everywhere, so that they match what is typed and copied. */
export function formatDate(language: Language, at: Date, timeZone = 'UTC'): string {
  return format(language, { dateStyle: 'long', timeZone }).format(at);
}

/** A moment to the minute, with the zone it is told in. */
export function formatDateTime(language: Language, at: Date, timeZone = 'UTC'): string {
  return format(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
}

export function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(latin(language)).format(value);
}

/** How many digits a currency's amounts have behind the point, such as 2 for USD. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Money from minor units (ISO 4217), such as 1500 and USD for fifteen dollars. */
export function formatMoney(language: Language, { minor, currency }: { minor: bigint; currency: string }): string {
  const formatter = new Intl.NumberFormat(latin(language), { style: 'currency', currency });
  const exponent = minorDigits(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const amount = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  const text = minor < 0n ? `-${amount}` : amount;
  // A decimal text keeps every digit where a float would not; the typings know only literal ones.
  return asOnePiece(language, formatter.format(text as `${number}`));
}

/** Countries (two letters) by their names in a language, in its order. */
export function countryNames(language: Language, countries: readonly string[]): { value: string; text: string }[] {
  const tag = latin(language);
  const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'code' });
  const { compare } = new Intl.Collator(tag);
  return countries.map((value) => ({ value, text: names.of(value) ?? value })).sort((a, b) => compare(a.text, b.text));
}

/** A share from tenths of a percent, such as 605 for 60.5 %. */
export function formatShare(language: Language, perMille: number): string {
  return new Intl.NumberFormat(latin(language), { style: 'percent', maximumFractionDigits: 1 }).format(perMille / 1000);
}

/**
 * In right-to-left text a sign such as `US$` would be torn apart by its neighbours: isolates (U+2066, U+2069) keep an amount in
 * one piece, from left to right.
 */
function asOnePiece(language: Language, text: string): string {
  return languageFacts(language).dir === 'rtl' ? `\u2066${text.replaceAll('\u200f', '')}\u2069` : text;
}

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(latin(language), options);
}

function latin(language: Language): string {
  const { tag } = languageFacts(language);
  return `${tag.startsWith('ar-XB') ? 'ar' : tag.startsWith('en-X') ? 'en' : tag}-u-nu-latn`;
}
