/** One version of the changelog, as its file tells it. `on`: the day it came out (ISO 8601); none for what is not released. */
export type Version = { name: string; on: string | undefined; id: string; parts: { title: string; items: string[] }[] };

/**
 * Reads a changelog: `## 1.2.0 - 2026-12-01`, below it `### Added` and items that begin with `- ` and may go on, indented, in the
 * next lines. Everything else is left out.
 */
export function readChanges(text: string): Version[] {
  const versions: Version[] = [];
  for (const line of text.split('\n')) {
    const part = versions.at(-1)?.parts.at(-1);
    const [, heading] = /^## (.+)$/.exec(line) ?? [];
    const [, title] = /^### (.+)$/.exec(line) ?? [];
    const [, item] = /^- (.+)$/.exec(line) ?? [];
    if (heading) versions.push(versionOf(heading));
    else if (title) versions.at(-1)?.parts.push({ title, items: [] });
    else if (item) part?.items.push(item);
    else if (/^\s+\S/.test(line) && part) part.items.push(`${part.items.pop() ?? ''} ${line.trim()}`.trim());
  }
  return versions.filter(({ parts }) => parts.some(({ items }) => items.length > 0));
}

/** What people of a reseller need to know: nothing that names the platform's own software, which others run for them. */
export function changesForBrand(versions: Version[], platform: string): Version[] {
  return versions.map((version) => ({
    ...version,
    parts: version.parts.map(({ title, items }) => ({
      title,
      items: items.filter((item) => !item.toLowerCase().includes(platform.toLowerCase())),
    })),
  }));
}

function versionOf(heading: string): Version {
  const [, name = heading, on] = /^\[?([^\]\s]+)\]?(?:\s+[-–(]\s*(\d{4}-\d\d-\d\d)\)?)?$/.exec(heading) ?? [];
  const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  // An id begins with a letter.
  return { name, on, id: /^[a-z]/.test(id) ? id : `v${id}`, parts: [] };
}
