import type { Translate } from '../../languages/languages.ts';
import type { LegalDocument, LegalVersion } from '../../legal/legal.ts';

/** What a document is called: in English as its author titled it, else by the language's own name for it. */
export function documentName(t: Translate, document: LegalDocument, version?: Pick<LegalVersion, 'title'>): string {
  if (t.language === 'en' && version) return version.title;
  switch (document) {
    case 'terms':
      return t('nav.terms_of_service');
    case 'privacy':
      return t('nav.privacy_policy');
    case 'disclaimer':
      return t('nav.disclaimer');
    case 'cookies':
      return t('nav.cookie_policy');
    case 'acceptable-use':
      return t('nav.acceptable_use');
  }
}

/** A text that may stand in several languages, and the language it is in. */
export type Told = { text: string; lang: string; dir: 'ltr' | 'rtl' };

/** Picks the text for a reader; English where theirs is missing. */
export function told(texts: Record<string, string>, { language, dir }: { language: string; dir: 'ltr' | 'rtl' }): Told {
  const own = Object.hasOwn(texts, language) ? texts[language] : undefined;
  return own === undefined ? { text: texts['en'] ?? '', lang: 'en', dir: 'ltr' } : { text: own, lang: language, dir };
}
