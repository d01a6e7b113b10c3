import { problemCodes } from '../base/problem.ts';

const generated = '<!-- Generated from server/src/base/problem.ts. -->';

/** One page per code, by file name, and a list of all. */
export function errorPages(): Record<string, string> {
  const pages = Object.entries(problemCodes).map(([code, facts]) => {
    const { status, title, retryable, meaning, way } = facts;
    const lines = [
      `# ${title}`,
      generated,
      `Code \`${code}\` · status ${status} · ${retryable ? 'the same request can succeed later' : 'the same request will be refused again'}`,
      meaning,
      `**What to do.** ${way}`,
      '[All codes](README.md)',
    ];
    return [`${code}.md`, `${lines.join('\n\n')}\n`];
  });
  return { ...Object.fromEntries(pages), 'README.md': overview() };
}

function overview(): string {
  const rows = Object.entries(problemCodes).map(
    ([code, { status, title }]) => `| ${status} | [\`${code}\`](${code}.md) | ${title} |`,
  );
  return `# Refusals\n\n${generated}\n\nEvery refusal is \`application/problem+json\` with one of these codes.\n\n| status | code | says |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}
