/** An element of a page that our own views made; for tests that read pages. */
export type PageElement = { name: string; attributes: ReadonlyMap<string, string>; parent: PageElement | undefined };

/** A piece of text and the element it stands in. */
export type PageText = { text: string; within: PageElement };

const voids = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const raw = new Set(['script', 'style', 'textarea', 'title']);

/** Reads the elements and texts of an HTML page in their order. Throws when tags are not nested properly. */
export function readPage(html: string): { elements: PageElement[]; texts: PageText[] } {
  const elements: PageElement[] = [];
  const texts: PageText[] = [];
  let within: PageElement = { name: '#document', attributes: new Map(), parent: undefined };
  let at = 0;
  const say = (text: string) => {
    if (text.trim() !== '') texts.push({ text: plain(text), within });
  };
  for (const tag of html.matchAll(/<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|[^">])*)>/gi)) {
    if (tag.index < at) continue;
    say(html.slice(at, tag.index));
    at = tag.index + tag[0].length;
    const [, slash, name, rest = ''] = tag;
    if (!name) continue;
    if (slash) {
      if (within.name !== name || !within.parent) throw new Error(`</${name}> ends <${within.name}>`);
      within = within.parent;
      continue;
    }
    const element: PageElement = { name, attributes: attributesOf(rest), parent: within };
    elements.push(element);
    if (voids.has(name) || rest.endsWith('/')) continue;
    within = element;
    if (!raw.has(name)) continue;
    const end = html.indexOf(`</${name}>`, at);
    say(html.slice(at, end));
    at = end;
  }
  if (within.parent) throw new Error(`<${within.name}> is not ended`);
  return { elements, texts };
}

/** The element and everything around it, from the inside out. */
export function around(element: PageElement): PageElement[] {
  return element.parent ? [element, ...around(element.parent)] : [element];
}

export function hasClass(element: PageElement, name: string): boolean {
  return (element.attributes.get('class') ?? '').split(' ').includes(name);
}

function attributesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/([^\s="/]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  );
}

function plain(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' };
  return text.replaceAll(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => names[name] ?? '');
}
