import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Permission } from '../workspaces/workspaces.ts';
import { admitBrowser, showsSession } from './browser.ts';
import type { Caller, MemberCaller, PersonCaller } from './caller.ts';
import { mustBeConfirmed } from './caller.ts';
import type { House } from './house.ts';
import type { Operation } from './operation.ts';
import { missing } from './operation.ts';

type Exchange = { request: FastifyRequest; reply: FastifyReply; origin: string };

/**
 * Who may run an operation: a key, or, where no `Authorization` header came, the person whose session the cookies show, as a
 * member of the workspace in `X-Workspace`. Nothing of the input is read before this.
 */
export async function admit(house: House, operation: Operation, exchange: Exchange): Promise<Caller | PersonCaller> {
  const { request } = exchange;
  const isByKey = request.headers.authorization !== undefined;
  if (operation.for === 'person') {
    if (isByKey || !showsSession(request)) throw sessionRequired();
    const caller = await admitBrowser(house, exchange);
    if (operation.sensitive) mustBeConfirmed(caller, { now: house.clock.now(), origin: exchange.origin });
    return caller;
  }
  const caller =
    isByKey || !showsSession(request)
      ? await house.keyRing.caller(bearer(request.headers.authorization))
      : await admitMember(house, exchange);
  const { permission } = operation;
  if (permission !== null && !caller.permissions.has(permission)) throw lacking(caller, permission);
  if (operation.sensitive) mustBeConfirmed(caller, { now: house.clock.now(), origin: exchange.origin });
  return caller;
}

async function admitMember(house: House, exchange: Exchange): Promise<MemberCaller> {
  const person = await admitBrowser(house, exchange);
  const named = exchange.request.headers['x-workspace'];
  if (typeof named !== 'string' || named.trim() === '') {
    throw new Problem('workspace_required', { detail: 'Name the workspace in the header `X-Workspace`.' });
  }
  const id = parseId('workspace', named);
  const membership = id && (await house.memberRing.find(person.person.id, id));
  if (!membership) throw missing();
  return { ...person, ...membership, by: 'member', devices: null };
}

/** What somebody hears whose key or role lacks a permission. */
function lacking(caller: Caller, permission: Permission): Problem {
  const detail =
    caller.by === 'key'
      ? `The key lacks the permission \`${permission}\`.`
      : `Your role in this workspace, ${caller.role}, lacks the permission \`${permission}\`.`;
  return new Problem('scope_missing', { detail, params: { permission } });
}

function sessionRequired(): Problem {
  return new Problem('session_required', {
    detail: 'This is for people who are signed in, with the cookies of a session.',
  });
}

function bearer(header: string | undefined): string {
  if (header === undefined || header.trim() === '') {
    throw new Problem('key_missing', { detail: 'Send your API key as `Authorization: Bearer …`.' });
  }
  const [, key] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
  if (key === undefined)
    throw new Problem('key_malformed', { detail: 'The header must read `Authorization: Bearer wz_…`.' });
  return key;
}
