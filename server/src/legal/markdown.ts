import type { Token, Tokens } from 'marked';
import { Marked } from 'marked';

const marked = new Marked({ gfm: true });

/** The blocks of a Markdown text. */
export function readBlocks(markdown: string): Token[] {
  return marked.lexer(markdown);
}

/** Every token of a text, those inside others too. */
export function everyToken(markdown: string): Token[] {
  const all: Token[] = [];
  // The callback answers nothing, so what comes back are no promises.
  void marked.walkTokens(readBlocks(markdown), (token) => void all.push(token));
  return all;
}

/** What a text says without its marks; links keep their words only. */
export function plainText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) => {
      if (token.type === 'br') return ' ';
      if ('tokens' in token && token.tokens) return plainText(token.tokens);
      return 'text' in token && typeof token.text === 'string' ? token.text : '';
    })
    .join('');
}

/**
 * Where a link may lead: to the web, to an address or number of somebody, to a path of this site, to a place on the page, or to
 * a placeholder that is an address. Everything else, such as `javascript:`, leads nowhere.
 */
export function isSafeLink(href: string): boolean {
  return (
    /^(https?:\/\/|mailto:|tel:|#|\/(?![/\\])|\{\{(limits_link|site)\}\})/i.test(href) && !/[\s<>"'\\`]/.test(href)
  );
}

/** The number a heading begins with: `5` in "5. Linked devices", `3.1` in "3.1 Fees". */
export function headingNumber(text: string): { number: string; title: string } | undefined {
  const [, number, title] = /^(\d+(?:\.\d+)*)\.?\s+(.+)$/s.exec(text) ?? [];
  return number && title ? { number, title } : undefined;
}

// The kinds are the lexer's own words; its union holds a catch-all, so a comparison does not narrow by itself.
export const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';
export const isTable = (token: Token): token is Tokens.Table => token.type === 'table';
export const isList = (token: Token): token is Tokens.List => token.type === 'list';
export const isLink = (token: Token): token is Tokens.Link => token.type === 'link';
