export {
  countryNames,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  formatShare,
  minorDigits,
} from './formats.ts';
export type { Language, LanguageFacts } from './language.ts';
export {
  chooseLanguage,
  isLanguage,
  languageFacts,
  languages,
  localPath,
  publicLanguages,
  showPseudoLanguages,
} from './language.ts';
export type { TextKey, Translate, Values } from './translate.ts';
export { escapeHtml, isTextKey, translator } from './translate.ts';
