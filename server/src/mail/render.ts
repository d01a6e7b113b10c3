import { inkOn } from '../base/colour.ts';
import {
  escapeHtml,
  isTextKey,
  languageFacts,
  type Translate,
  translator,
  type Values,
} from '../languages/languages.ts';
import { languageOf } from './language.ts';
import type { MailTemplate } from './mailer.ts';

/** What a letter looks like and says; everything a mail program needs but the addresses. */
export type Rendered = { subject: string; text: string; html: string };

export type Draft = {
  brand: { name: string; accent: string; supportEmail: string | null };
  /** Scheme, host and port of the brand. */
  origin: string;
  language: string;
  template: MailTemplate;
  values: Record<string, string | number>;
  link: string | null;
  /** Names of values in which web addresses stay whole. */
  ourWords?: string[] | undefined;
};

/** Makes the subject and both parts of a letter. The text part is complete: whoever reads no HTML misses nothing. */
export function renderLetter({
  brand,
  origin,
  language: wanted,
  template,
  values,
  link,
  ourWords = [],
}: Draft): Rendered {
  const language = languageOf(wanted);
  const t = translator(language);
  const host = new URL(origin).host;
  const told: Values = { ...tamed(values, ourWords), brand: oneLine(brand.name) };
  const actionKey = `mail.${template}.action`;
  const action = link !== null && isTextKey(actionKey) ? t(actionKey, told) : null;
  const end = [
    ...(brand.supportEmail ? [t('mail.frame.support', { email: brand.supportEmail })] : []),
    t('mail.frame.footer', { brand: told['brand'] ?? '', host }),
  ];
  const subject = oneLine(t(`mail.${template}.subject`, told)).slice(0, 200);
  const text = [
    t(`mail.${template}.text`, told),
    ...(link === null ? [] : [action === null ? link : `${action}:\n${link}`]),
    `-- \n${end.join('\n')}`,
  ].join('\n\n');
  return {
    subject,
    text: `${text}\n`,
    html: page({ t, brand, subject, body: t.html(`mail.${template}.text`, told), link, action, end }),
  };
}

type PageParts = {
  t: Translate;
  brand: Draft['brand'];
  subject: string;
  /** Safe HTML, paragraphs parted by empty lines. */
  body: string;
  link: string | null;
  action: string | null;
  end: string[];
};

const ink = '#14161a';
const soft = '#5c5f66';
const fonts = "Inter,system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',sans-serif";

// Mail programs read neither style sheets nor logical properties reliably, so styles stand on the elements and are symmetric.
function page({ t, brand, subject, body, link, action, end }: PageParts): string {
  const { tag, dir } = languageFacts(t.language);
  const paragraphs = body
    .split(/\n{2,}/)
    .map((text) => `<p style="margin:0 0 16px">${text.replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  const href = link === null ? '' : escapeHtml(link);
  const way =
    link === null
      ? ''
      : `${
          action === null
            ? ''
            : `<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:${brand.accent};color:${inkOn(brand.accent)};font-weight:600;text-decoration:none">${escapeHtml(action)}</a></p>\n`
        }<p style="margin:0 0 16px;color:${soft};font-size:14px">${escapeHtml(t('mail.frame.copy_link'))}<br><a href="${href}" dir="ltr" style="color:${ink};word-break:break-all">${href}</a></p>\n`;
  return `<!doctype html>
<html lang="${tag}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:0;background:#faf9f6">
<div lang="${tag}" dir="${dir}" style="max-width:560px;margin:0 auto;padding:32px 20px;background:#faf9f6;color:${ink};font:16px/1.55 ${fonts}">
<p style="margin:0 0 24px;padding:0 0 12px;border-bottom:3px solid ${brand.accent};font-size:18px;font-weight:700">${escapeHtml(oneLine(brand.name))}</p>
${paragraphs}
${way}<p style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #dfdbd1;color:${soft};font-size:13px">${end.map(escapeHtml).join('<br>')}</p>
</div>
</body>
</html>
`;
}

/** Text as one line without control characters and direction overrides, so that it can neither break a header nor pose as another. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

/**
 * What strangers typed (their names) must not become a link in a letter we sign: mail programs make one of anything like
 * `evil.example`, so an invisible word joiner breaks it. Addresses stay whole, as they are what the letter is about.
 */
function tamed(values: Draft['values'], ourWords: string[]): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') return [name, value];
      const plain = value
        .split('\n')
        .map(oneLine)
        .join('\n')
        .replaceAll(/\n{3,}/g, '\n\n');
      return [
        name,
        ourWords.includes(name) || /^\S+@\S+$/.test(plain)
          ? plain
          : plain.replaceAll(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, '.\u2060'),
      ];
    }),
  );
}
