import { settings } from './settings.ts';

/** The text of docs/operating/settings.md. */
export function settingsPage(): string {
  const rows = Object.entries(settings).map(([name, one]) => {
    const secret = one.secret ? ' **Secret.**' : '';
    const example = one.example === undefined ? '' : ` Example: \`${one.example}\`.`;
    return `| \`${name}\` | ${one.default} | ${one.about}${example}${secret} |`;
  });
  return [...HEAD, ...rows, ''].join('\n');
}

const HEAD = [
  '# Settings',
  '',
  '<!-- Generated from server/src/config/settings.ts. -->',
  '',
  'Settings are environment variables, read once at start. An empty value counts as absent. When something is wrong, all',
  'faults are printed at once and nothing starts. Nothing secret has a default: what you leave out is generated into',
  '`DATA_DIR/secrets`.',
  '',
  '| name | default | what it does |',
  '| --- | --- | --- |',
];
