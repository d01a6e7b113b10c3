import type { Translate } from '../languages/languages.ts';

/** A wait in words, rounded up: "40 seconds", "3 minutes", "2 hours". */
export function waitText(t: Translate, seconds: number): string {
  if (seconds <= 90) return t('wait.seconds', { n: Math.max(1, Math.ceil(seconds)) });
  if (seconds <= 90 * 60) return t('wait.minutes', { n: Math.ceil(seconds / 60) });
  return t('wait.hours', { n: Math.ceil(seconds / 3_600) });
}
