import { z } from 'zod';
import type { Id, Thing } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { ProblemCode } from '../base/problem.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import type { Permission, Workspace } from '../workspaces/workspaces.ts';
import type { Caller, PersonCaller } from './caller.ts';
import type { House } from './house.ts';
import { readInput } from './input.ts';
import type { RateClass } from './rate.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What a `{name}` in a path is: a thing's id, a phone, or the name of a notice. */
export type PathPart = Thing | 'phone' | 'notice';

type Params<Path> = { [Name in keyof Path]: Path[Name] extends Thing ? Id<Path[Name]> : string };

/** What every verb of the API is given: everything is checked. */
type Checked<Path, Query, Body> = {
  house: House;
  tx: Tx;
  now: Date;
  params: Params<Path>;
  query: Query;
  body: Body;
  /** Shapes a refusal as this caller would read it. */
  shape: (problem: Problem) => unknown;
  /** The address the caller reached us at: scheme, host and port. */
  origin: string;
  /** The host they asked for, with its port. */
  host: string;
  /** As the reply's `X-Request-Id` names it. */
  requestId: string;
};

/** What a verb within a workspace is given; `tx` is open for that workspace. */
export type Asked<Path, Query, Body> = Checked<Path, Query, Body> & { caller: Caller; workspace: Workspace };

/** What a verb about one's own account is given; `tx` is the house's. */
export type AskedByPerson<Path, Query, Body> = Checked<Path, Query, Body> & { caller: PersonCaller };

/** A request whose route and caller are known, before its input is read. */
export type Given = {
  house: House;
  caller: Caller | PersonCaller;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  shape: (problem: Problem) => unknown;
  origin: string;
  host: string;
  requestId: string;
};

/** What the reference tells about an operation. */
export type Described = {
  /** The name in generated clients, such as `sendMessage`. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  /** Null where everybody may whom the operation is for. */
  permission: Permission | null;
  rate: RateClass;
  /** Codes besides those every operation of its kind can answer with. */
  problems?: ProblemCode[];
  /** True when the reply holds a secret: then a stored reply lives a day. */
  secret?: boolean;
  /** Worth a thief's while: a member's session must have proven password or code within 10 minutes. */
  sensitive?: true;
  /**
   * `none`: the work happens outside our database, so no transaction is held open for it. `system`: it reaches what the role
   * of the workspaces may not, such as people, so it names the workspace in every statement itself.
   */
  transaction?: 'none' | 'system';
  /** The verb answers with the JSON text itself, which goes out byte for byte. */
  verbatim?: boolean;
  /** The verb answers with a file of this media type, piece by piece; it opens its transactions itself. */
  file?: { type: string; name: string };
};

/** One row of the API: what it takes, what it answers, and the work between. */
export type Operation = Described & {
  /** `workspace`: for keys, and for members in the workspace they name. `person`: for people about their own account. */
  for: 'workspace' | 'person';
  path: Record<string, PathPart>;
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
  /** The body as the reference shows it, where the verb reads parts of it itself. */
  shownBody?: z.ZodType;
  /** False where an empty body means the same as `{}`. */
  needsBody: boolean;
  status: number;
  reply: z.ZodType | undefined;
  example?: unknown;
  /** Not in this version: it answers `not_available`. */
  missing?: true;
  /** Reads the input; throws what is wrong with it, before anything is opened. */
  read(given: Given): (tx: Tx) => Promise<unknown>;
};

type Shapes<Path, Query extends z.ZodType, Body extends z.ZodType> = Described & {
  path?: Path;
  query?: Query;
  body?: Body;
  shownBody?: z.ZodType;
  status?: number;
  /** The shape of the answer; left out for an empty one (204). Fields it does not name are not sent. */
  reply?: z.ZodType;
  example?: unknown;
};

type Spec<Path, Query extends z.ZodType, Body extends z.ZodType> = Shapes<Path, Query, Body> & {
  run(asked: Asked<Path, z.output<Query>, z.output<Body>>): Promise<unknown>;
};

type PersonSpec<Path, Query extends z.ZodType, Body extends z.ZodType> = Shapes<Path, Query, Body> & {
  run(asked: AskedByPerson<Path, z.output<Query>, z.output<Body>>): Promise<unknown>;
};

const nothing = z.strictObject({});

/** Makes an operation within a workspace from its description. */
export function operation<
  const Path extends Record<string, PathPart> = Record<never, never>,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
>({ run, ...shapes }: Spec<Path, Query, Body>): Operation {
  return assemble(shapes, 'workspace', (caller, checked) => {
    if (caller.by === 'person') throw new Error('a person without a workspace reached an operation within one');
    return run({ ...checked, caller, workspace: caller.workspace });
  });
}

/** Makes an operation about a person's own account. */
export function personOperation<
  const Path extends Record<string, PathPart> = Record<never, never>,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
>({ run, ...shapes }: PersonSpec<Path, Query, Body>): Operation {
  return assemble(shapes, 'person', (caller, checked) => {
    if (caller.by !== 'person') throw new Error('a caller within a workspace reached an operation about accounts');
    return run({ ...checked, caller });
  });
}

function assemble<Path extends Record<string, PathPart>, Query extends z.ZodType, Body extends z.ZodType>(
  { path, query, body, status, reply, ...described }: Shapes<Path, Query, Body>,
  audience: Operation['for'],
  run: (caller: Given['caller'], checked: Checked<Path, z.output<Query>, z.output<Body>>) => Promise<unknown>,
): Operation {
  const parts: Record<string, PathPart> = path ?? {};
  return {
    ...described,
    for: audience,
    path: parts,
    query,
    body,
    needsBody: body !== undefined && !body.safeParse({}).success,
    status: status ?? (reply || described.file ? 200 : 204),
    reply,
    read({ caller, params, query: asked, body: sent, ...given }) {
      const ids = readParams<Path>(parts, params);
      // Without a schema there is nothing to give: the input is checked to be empty all the same.
      const filters = readInput(query ?? nothing, asked) as z.output<Query>;
      const input = readInput(body ?? nothing, sent === undefined ? {} : sent) as z.output<Body>;
      const now = given.house.clock.now();
      return (tx) => run(caller, { ...given, tx, now, params: ids, query: filters, body: input });
    },
  };
}

/** A part of the contract that is not built yet; it says so, to callers that may come in at all. */
export function notBuilt(spec: { id: string; tag: string; permission: Permission; method: Method }): Operation {
  const { method, ...described } = spec;
  return {
    ...described,
    for: 'workspace',
    summary: 'Not available in this version',
    rate: method === 'GET' ? 'reads' : 'writes',
    path: {},
    query: undefined,
    body: undefined,
    needsBody: false,
    status: 422,
    reply: undefined,
    missing: true,
    transaction: 'none',
    read() {
      throw notAvailable('This part of the API is not built in this version.');
    },
  };
}

export function notAvailable(detail: string, params: Record<string, string> = {}): Problem {
  return new Problem('not_available', { detail, params });
}

export function suspended({ stateReason }: Workspace): Problem {
  const why = stateReason ? ` The reason given: ${stateReason}` : '';
  return new Problem('workspace_suspended', {
    detail: `The operator suspended this workspace. Reading still works.${why}`,
    ...(stateReason ? { params: { reason: stateReason } } : {}),
  });
}

export function missing(): Problem {
  return new Problem('not_found', { detail: 'There is no such thing here.' });
}

function readParams<Path>(parts: Record<string, PathPart>, params: Record<string, string>): Params<Path> {
  const ids = Object.entries(parts).map(([name, part]) => {
    const text = params[name] ?? '';
    const id = part === 'phone' || part === 'notice' ? text : parseId(part, text);
    if (id === undefined) throw missing();
    return [name, id];
  });
  // Built from the operation's own path, name by name.
  return Object.fromEntries(ids) as Params<Path>;
}
