import { openapiDocument } from '../../server/src/api/openapi.ts';
import { routes } from '../../server/src/routes.ts';
import { version } from '../../server/src/version.ts';

/** The reference of the API, from its table of routes. */
export function openapi(): object {
  return openapiDocument(routes, version);
}
