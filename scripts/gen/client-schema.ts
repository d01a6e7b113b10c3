import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { root } from '../run/step.ts';

/** The types of every path of the API, from the committed openapi.json. */
export async function clientSchema(): Promise<string> {
  const path = join(root, 'openapi.json');
  if (!existsSync(path)) throw new Error('openapi.json is not there yet; it is made first');
  const document: OpenAPI3 = JSON.parse(readFileSync(path, 'utf8'));
  const ast = await openapiTS(document, { alphabetize: false, exportType: true });
  return `// Generated from openapi.json by "npm run gen"; do not edit.\n${astToString(ast)}`;
}
