import type { Translate } from '../languages/languages.ts';
import type { LegalDocument, LegalVersion } from './document.ts';

/** What a document is called: in English as its author titled it, else by the language's own name for it. */
export function documentName(t: Translate, { document, title }: Pick<LegalVersion, 'document' | 'title'>): string {
  return t.language === 'en' ? title : t(names[document]);
}

const names = {
  terms: 'nav.terms_of_service',
  privacy: 'nav.privacy_policy',
  disclaimer: 'nav.disclaimer',
  cookies: 'nav.cookie_policy',
  'acceptable-use': 'nav.acceptable_use',
} as const satisfies Record<LegalDocument, string>;

/** A text that may stand in several languages, and the language it is in. */
export type Told = { text: string; lang: string; dir: 'ltr' | 'rtl' };

/** Picks the text for a reader; English where theirs is missing. */
export function told(texts: Record<string, string>, { language, dir }: { language: string; dir: 'ltr' | 'rtl' }): Told {
  const own = Object.hasOwn(texts, language) ? texts[language] : undefined;
  return own === undefined ? { text: texts['en'] ?? '', lang: 'en', dir: 'ltr' } : { text: own, lang: language, dir };
}
