/** A part of a text file of ours, in its order. */
export type Block =
  | { is: 'heading'; text: string }
  | { is: 'paragraph'; text: string }
  | { is: 'list'; items: string[] };

/**
 * Reads one of our own Markdown files that holds nothing but a title, headings of the second level, paragraphs, lists and links.
 * Links lose their address, as it leads into the repository.
 */
export function readProse(markdown: string): { title: string; blocks: Block[] } {
  let title = '';
  const blocks: Block[] = [];
  for (const chunk of markdown.trim().split(/\n{2,}/)) {
    const text = unlinked(chunk);
    if (text.startsWith('# ')) title = text.slice(2);
    else if (text.startsWith('## ')) blocks.push({ is: 'heading', text: text.slice(3) });
    else if (text.startsWith('- ')) blocks.push({ is: 'list', items: text.slice(2).split(/\n- /).map(oneLine) });
    else blocks.push({ is: 'paragraph', text: oneLine(text) });
  }
  return { title, blocks };
}

function unlinked(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
