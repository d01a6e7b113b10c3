import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run/step.ts';

/** A generated file or folder, and the room's function that makes it; it returns text, or texts by path from the root. */
type Generator = { makes: string; from: string; named: string };
type Made = string | Record<string, string>;

/** In order: the client's types are made from the openapi.json that was made before them. */
const generators: Generator[] = [
  { makes: 'openapi.json', from: 'server/src/api/openapi.ts', named: 'openapi' },
  { makes: 'client/src/schema.ts', from: 'scripts/gen/client-types.ts', named: 'clientTypes' },
  { makes: 'server/schema.sql', from: 'server/src/db/dump-schema.ts', named: 'dumpSchema' },
  { makes: 'docs/operating/settings.md', from: 'server/src/config/config.ts', named: 'settingsPage' },
  { makes: 'docs/errors', from: 'server/src/api/error-pages.ts', named: 'errorPages' },
];
