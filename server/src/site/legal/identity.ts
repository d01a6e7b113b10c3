import type { HouseSettings } from '../../installation/installation.ts';
import type { Translate } from '../../languages/languages.ts';
import { languageFacts } from '../../languages/languages.ts';

/** What the operator has not given yet of what the legal pages print, as one list in words; null when nothing is missing. */
export function lackingIdentity(t: Translate, house: HouseSettings): string | null {
  const parts = [
    ...(house.legalName.trim() === '' ? [t('legal.lacks_name')] : []),
    ...(house.legalAddress.trim() === '' ? [t('legal.lacks_address')] : []),
    ...(house.legalEmail.trim() === '' ? [t('legal.lacks_email')] : []),
    ...(house.legalLaw.trim() === '' ? [t('legal.lacks_law')] : []),
  ];
  if (parts.length === 0) return null;
  const { tag } = languageFacts(t.language);
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(parts);
}

/** One part of the identity inside the English text: as given, on one line, or `missing`. */
export function identityPart(given: string, missing: string): string {
  const line = given
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');
  return line === '' ? `[${missing}]` : line;
}
