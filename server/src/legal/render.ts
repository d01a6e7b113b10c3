import type { Token, Tokens } from 'marked';
import { escapeHtml } from '../languages/languages.ts';
import { headingNumber, isHeading, isLink, isList, isSafeLink, isTable, plainText, readBlocks } from './markdown.ts';
import { tablePlaceholders } from './placeholders.ts';

/** A place in the list of contents; `number` as the document counts it. */
export type Section = { id: string; number: string | null; title: string };

/** A document as HTML, its placeholders still open. `lead` is what stands before the first heading. */
export type RenderedDocument = { lead: string; body: string; sections: Section[] };

/** Turns a path of this site into an address, so that links stay in the reader's language. */
export type HrefOf = (path: string) => string;

/**
 * Markdown to HTML, written token by token: what is not named here is printed as text, so nothing an author writes can become
 * a script, a picture or a form. Sections can be linked to by number (`#section-5`), tables scroll in a region of their own.
 */
export function renderDocument(markdown: string, hrefOf: HrefOf): RenderedDocument {
  const blocks = readBlocks(markdown);
  const sections: Section[] = [];
  const ids = new Set<string>();
  const first = blocks.findIndex(isHeading);
  const lead = first < 0 ? blocks : blocks.slice(0, first);
  const rest = first < 0 ? [] : blocks.slice(first);
  let about = '';
  const body = rest
    .map((block) => {
      if (!isHeading(block)) return blockHtml(block, { hrefOf, about });
      const section = sectionOf(block, ids);
      about = section.number === null ? section.title : `${section.number}. ${section.title}`;
      if (block.depth <= 2) sections.push(section);
      return headingHtml(block, section, hrefOf);
    })
    .join('\n');
  return { lead: lead.map((block) => blockHtml(block, { hrefOf, about })).join('\n'), body, sections };
}

type Place = { hrefOf: HrefOf; about: string };

function sectionOf(heading: Tokens.Heading, ids: Set<string>): Section {
  const text = plainText(heading.tokens);
  const { number, title } = headingNumber(text) ?? { number: null, title: text };
  const wished =
    number ??
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 40);
  const base = `section-${wished.replaceAll('.', '-')}`;
  let id = base;
  for (let n = 2; ids.has(id); n++) id = `${base}-${n}`;
  ids.add(id);
  return { id, number, title };
}

function headingHtml(heading: Tokens.Heading, { id, number }: Section, hrefOf: HrefOf): string {
  const tag = heading.depth <= 2 ? 'h2' : 'h3';
  const text = inlineHtml(heading.tokens, hrefOf);
  const numbered = number === null ? text : text.replace(/^(\d+(?:\.\d+)*\.?)\s+/, '<span class="n">$1</span> ');
  return `<${tag} id="${id}">${numbered}</${tag}>`;
}

function blockHtml(block: Token, place: Place): string {
  if (isTable(block)) return tableHtml(block, place);
  if (isList(block)) return listHtml(block, place);
  switch (block.type) {
    case 'space':
    case 'def':
      return '';
    case 'hr':
      return '<hr>';
    case 'paragraph':
    case 'text': {
      const alone = tablePlaceholders.find((name) => block.raw.trim() === `{{${name}}}`);
      if (alone) return `{{${alone}}}`;
      const text = inlineHtml(childrenOf(block), place.hrefOf);
      return block.type === 'text' ? text : `<p>${text}</p>`;
    }
    case 'blockquote':
      return `<blockquote>${childrenOf(block)
        .map((inner) => blockHtml(inner, place))
        .join('\n')}</blockquote>`;
    case 'code':
      return `<pre><code>${escapeHtml('text' in block ? String(block.text) : block.raw)}</code></pre>`;
    case 'heading':
      return `<p><b>${inlineHtml(childrenOf(block), place.hrefOf)}</b></p>`;
    default:
      return `<p>${escapeHtml(block.raw.trim())}</p>`;
  }
}

function listHtml(list: Tokens.List, place: Place): string {
  const tag = list.ordered ? 'ol' : 'ul';
  const start = list.ordered && typeof list.start === 'number' && list.start !== 1 ? ` start="${list.start}"` : '';
  const items = list.items.map((item) => `<li>${item.tokens.map((inner) => blockHtml(inner, place)).join('\n')}</li>`);
  return `<${tag}${start}>\n${items.join('\n')}\n</${tag}>`;
}

// On a phone a row is a small list: each cell then shows the head of its column, from `data-label`.
function tableHtml(table: Tokens.Table, { hrefOf, about }: Place): string {
  const heads = table.header.map((cell) => `<th scope="col">${inlineHtml(cell.tokens, hrefOf)}</th>`);
  const labels = table.header.map((cell) => escapeHtml(plainText(cell.tokens)));
  const rows = table.rows.map((cells) => {
    const [first, ...others] = cells;
    const told = others.map(
      (cell, n) => `<td data-label="${labels[n + 1]}"><div>${inlineHtml(cell.tokens, hrefOf)}</div></td>`,
    );
    return `<tr><th scope="row">${inlineHtml(first?.tokens, hrefOf)}</th>${told.join('')}</tr>`;
  });
  return `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(about || 'Table')}"><table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function inlineHtml(tokens: readonly Token[] | undefined, hrefOf: HrefOf): string {
  return (tokens ?? []).map((token) => spanHtml(token, hrefOf)).join('');
}

function spanHtml(token: Token, hrefOf: HrefOf): string {
  if (isLink(token)) return linkHtml(token, hrefOf);
  const inner = () => inlineHtml(childrenOf(token), hrefOf);
  switch (token.type) {
    case 'strong':
      return `<strong>${inner()}</strong>`;
    case 'em':
      return `<em>${inner()}</em>`;
    case 'del':
      return `<del>${inner()}</del>`;
    case 'br':
      return '<br>';
    case 'codespan':
      return `<code>${escapeHtml(textOf(token))}</code>`;
    case 'text':
    case 'escape':
      return childrenOf(token).length > 0 ? inner() : escapeHtml(textOf(token));
    default:
      return escapeHtml(token.raw);
  }
}

function linkHtml({ href, tokens }: Tokens.Link, hrefOf: HrefOf): string {
  const text = inlineHtml(tokens, hrefOf);
  if (!isSafeLink(href)) return text;
  if (/^https?:/i.test(href)) return `<a href="${escapeHtml(href)}" rel="external noopener noreferrer">${text}</a>`;
  return `<a href="${escapeHtml(href.startsWith('/') ? hrefOf(href) : href)}">${text}</a>`;
}

function childrenOf(token: Token): readonly Token[] {
  return 'tokens' in token && token.tokens ? token.tokens : [];
}

function textOf(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}
