import type { Language } from '../languages/languages.ts';
import { chooseLanguage, isLanguage } from '../languages/languages.ts';

/** The language a letter is written in: the one asked for, or the nearest there is. */
export function languageOf(text: string): Language {
  return isLanguage(text) ? text : chooseLanguage(text);
}
