import type { Permission } from '../workspaces/workspaces.ts';
import type { Method, Operation } from './operation.ts';
import { notBuilt } from './operation.ts';

type Part = { method: Method; path: string; operation: Operation };

/** Everything of the contract that is not built yet: it answers `not_available` instead of looking like a wrong address. */
export function partsToCome(): Part[] {
  return [
    ...resource('media', 'Media', ['media:read', 'media:write']),
    ...resource('groups', 'Groups', ['groups:read', 'groups:write']),
    ...resource('templates', 'Templates', ['templates:read', 'templates:write']),
    ...resource('campaigns', 'Campaigns', ['campaigns:read', 'campaigns:write']),
    ...resource('autoreplies', 'Autoreplies', ['autoreplies:read', 'autoreplies:write']),
    part('DELETE', '/v1/contacts/{id}', ['deleteContact', 'Contacts', 'contacts:write']),
    part('GET', '/v1/suppressions/{id}', ['getSuppression', 'Contacts', 'contacts:read']),
    part('POST', '/v1/consents', ['createConsent', 'Contacts', 'contacts:write']),
    part('GET', '/v1/consents/{id}', ['getConsent', 'Contacts', 'contacts:read']),
    part('GET', '/v1/api-keys/{id}', ['getApiKey', 'API keys', 'api_keys:read']),
    part('PATCH', '/v1/api-keys/{id}', ['updateApiKey', 'API keys', 'api_keys:write']),
    part('GET', '/v1/deliveries/{id}', ['getDelivery', 'Webhooks', 'webhooks:read']),
    part('GET', '/v1/media/{id}/content', ['getMediaContent', 'Media', 'media:read']),
    part('GET', '/v1/usage', ['getUsage', 'Usage', 'usage:read']),
    part('GET', '/v1/requests', ['listRequests', 'Request log', 'requests:read']),
    part('GET', '/v1/requests/{id}', ['getRequest', 'Request log', 'requests:read']),
    part('GET', '/v1/events/stream', ['streamEvents', 'Events', 'events:read']),
  ];
}

function resource(plural: string, tag: string, [read, write]: [Permission, Permission]): Part[] {
  const name = plural.charAt(0).toUpperCase() + plural.slice(1);
  const one = { Autoreplies: 'Autoreply', Media: 'Media' }[name] ?? name.replace(/s$/, '');
  return [
    part('POST', `/v1/${plural}`, [`create${one}`, tag, write]),
    part('GET', `/v1/${plural}`, [`list${name}`, tag, read]),
    part('GET', `/v1/${plural}/{id}`, [`get${one}`, tag, read]),
    part('PATCH', `/v1/${plural}/{id}`, [`update${one}`, tag, write]),
    part('DELETE', `/v1/${plural}/{id}`, [`delete${one}`, tag, write]),
  ];
}

function part(method: Method, path: string, [id, tag, permission]: [string, string, Permission]): Part {
  return { method, path, operation: notBuilt({ id, tag, permission, method }) };
}
