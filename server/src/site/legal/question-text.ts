import type { Provider } from '../../config/config.ts';
import type { Translate } from '../../languages/languages.ts';
import { optionalProviders } from '../../legal/legal.ts';

/** All a visitor was shown when they were asked, in their language; its hash is kept with their answer. */
export function questionText(t: Translate, providers: readonly Provider[]): string {
  const named = optionalProviders(providers).map(
    ({ name, purpose }) => `${name}: ${purpose[t.language] ?? purpose['en']}`,
  );
  return [
    t('consent.title'),
    t('consent.text'),
    ...named,
    t('consent.accept'),
    t('consent.reject'),
    t('consent.choose'),
  ].join('\n');
}
