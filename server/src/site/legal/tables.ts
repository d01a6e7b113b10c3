import type { Provider } from '../../config/config.ts';
import type { Translate } from '../../languages/languages.ts';
import { escapeHtml, languageFacts } from '../../languages/languages.ts';
import type { PolicyCookie } from '../../legal/legal.ts';
import { optionalProviders, policyCookies, told } from '../../legal/legal.ts';

const day = 86_400;

/** The table of cookies, in the reader's language: every cookie that may be set here, and what holds of analytics today. */
export function cookiesTable(
  t: Translate,
  { providers, isSecure }: { providers: readonly Provider[]; isSecure: boolean },
): string {
  const rows = policyCookies(providers).map((cookie) => [
    `<code>${escapeHtml(cookie.name)}</code>`,
    escapeHtml(purposeOf(t, cookie)),
    escapeHtml(durationWords(t, cookie.seconds)),
    escapeHtml(kindOf(t, cookie)),
    attributesOf(cookie, isSecure),
  ]);
  const names = optionalProviders(providers).map(({ name }) => name);
  const state =
    names.length === 0 ? t('cookies.analytics_none') : t('cookies.analytics_some', { names: listed(t, names) });
  const analytics = [
    escapeHtml(t('cookies.analytics')),
    escapeHtml(`${t('cookies.analytics_purpose')} ${state}`),
    escapeHtml(t('cookies.analytics_duration')),
    escapeHtml(t('cookies.class_optional')),
    '–',
  ];
  const heads = [
    t('cookies.name'),
    t('cookies.purpose'),
    t('cookies.duration'),
    t('cookies.kind'),
    t('cookies.attributes'),
  ];
  return table(t, { label: t('cookies.table'), heads, rows: [...rows, analytics] });
}

/** The table of third parties, or the plain sentence that there are none. */
export function providersTable(t: Translate, providers: readonly Provider[]): string {
  const { tag, dir } = languageFacts(t.language);
  if (providers.length === 0) return `<p lang="${tag}" dir="${dir}">${escapeHtml(t('providers.none'))}</p>`;
  const reader = { language: t.language, dir };
  const rows = providers.map((provider) => [
    `<a href="${escapeHtml(provider.policyUrl)}" rel="external noopener noreferrer"><bdi>${escapeHtml(provider.name)}</bdi></a>`,
    saidIn(told(provider.purpose, reader), tag),
    saidIn(told(provider.data, reader), tag),
    `<bdi>${escapeHtml(provider.country)}</bdi>`,
    escapeHtml(t('cookies.days', { n: provider.dataDays })),
    escapeHtml(provider.class === 'optional' ? t('providers.optional') : t('providers.necessary')),
  ]);
  const heads = [
    t('providers.name'),
    t('providers.purpose'),
    t('providers.data'),
    t('providers.country'),
    t('providers.kept'),
    t('providers.kind'),
  ];
  return table(t, { label: t('providers.table'), heads, rows });
}

/** How long a browser keeps a cookie, in words: whole years, else days; a session has no end. */
function durationWords(t: Translate, seconds: number | null): string {
  if (seconds === null) return t('cookies.session');
  const days = Math.round(seconds / day);
  return days > 0 && days % 365 === 0 ? t('cookies.years', { n: days / 365 }) : t('cookies.days', { n: days });
}

function purposeOf(t: Translate, cookie: PolicyCookie): string {
  if (cookie.from === 'us') return t(`cookie.${cookie.name}.purpose`);
  const { purpose } = cookie.provider;
  return t('cookies.by_provider', {
    provider: cookie.provider.name,
    purpose: purpose[t.language] ?? purpose['en'] ?? '',
  });
}

function kindOf(t: Translate, cookie: PolicyCookie): string {
  if (cookie.from === 'provider') return t('cookies.class_optional');
  switch (cookie.class) {
    case 'necessary':
      return t('cookies.class_necessary');
    case 'preference':
      return t('cookies.class_preference');
    case 'functional':
      return t('cookies.class_functional');
  }
}

// What `cookieText` writes; what the script of a provider writes is its own affair.
function attributesOf(cookie: PolicyCookie, isSecure: boolean): string {
  if (cookie.from === 'provider') return '–';
  const names = [...(cookie.httpOnly ? ['HttpOnly'] : []), 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])];
  return names.map((name) => `<code>${name}</code>`).join(' ');
}

function saidIn({ text, lang, dir }: { text: string; lang: string; dir: string }, around: string): string {
  return lang === around
    ? escapeHtml(text)
    : `<span lang="${escapeHtml(lang)}" dir="${dir}">${escapeHtml(text)}</span>`;
}

function listed(t: Translate, names: string[]): string {
  return new Intl.ListFormat(languageFacts(t.language).tag, { type: 'conjunction' }).format(names);
}

/** Cells are safe HTML; heads and label are text. */
function table(t: Translate, { label, heads, rows }: { label: string; heads: string[]; rows: string[][] }): string {
  const { tag, dir } = languageFacts(t.language);
  const columns = heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('');
  const body = rows.map(([first = '', ...others]) => {
    const cells = others
      .map((cell, n) => `<td data-label="${escapeHtml(heads[n + 1] ?? '')}"><div>${cell}</div></td>`)
      .join('');
    return `<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return `<div class="table" lang="${tag}" dir="${dir}" role="region" tabindex="0" aria-label="${escapeHtml(label)}"><table>
<thead><tr>${columns}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}
