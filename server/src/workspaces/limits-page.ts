import { limits } from './limits.ts';

/** The page of all limits, for docs/api. */
export function limitsPage(): string {
  const parts = Object.entries(limits).map(([key, { unit, period, per, live, sandbox, counts, never, says }]) => {
    const span = { rolling_day: 'any 24 hours', minute: 'a minute', now: 'at a time', each: 'always' }[period];
    return [
      `## \`${key}\``,
      says,
      `**${number(live)}** ${unit} in live workspaces, **${number(sandbox)}** in sandboxes · ${span} · per ${per}`,
      `Counts: ${counts}`,
      `Never counts: ${never}`,
    ].join('\n\n');
  });
  const intro = [
    '# Limits',
    '<!-- Generated from server/src/workspaces/limits.ts. -->',
    'What a workspace may do, and how it is counted. A plan or the operator can set another number for a workspace.',
  ];
  return `${[...intro, ...parts].join('\n\n')}\n`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
