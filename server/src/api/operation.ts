import { z } from 'zod';
import type { Id, Thing } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { ProblemCode } from '../base/problem.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import type { Permission, Workspace } from '../workspaces/workspaces.ts';
import type { Caller, PersonCaller } from './caller.ts';
import { makeCursor, readCursor } from './cursor.ts';
import type { House } from './house.ts';
import { readInput } from './input.ts';
import type { RateClass } from './rate.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What a `{name}` in a path is: a thing's id, or a phone. */
export type PathPart = Thing | 'phone';

type Params<Path> = { [Name in keyof Path]: Path[Name] extends Thing ? Id<Path[Name]> : string };

/** What a verb of the API is given: everything is checked, and `tx` is open for the caller's workspace. */
export type Asked<Path, Query, Body> = {
  house: House;
  caller: Caller;
  workspace: Workspace;
  tx: Tx;
  now: Date;
  params: Params<Path>;
  query: Query;
  body: Body;
  /** Shapes a refusal as this caller would read it. */
  shape: (problem: Problem) => unknown;
  /** The address the caller reached us at: scheme, host and port. */
  origin: string;
  /** As the reply's `X-Request-Id` names it. */
  requestId: string;
};

/** A request whose route and caller are known, before its input is read. */
export type Given = {
  house: House;
  caller: Caller | PersonCaller;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  shape: (problem: Problem) => unknown;
  origin: string;
  requestId: string;
};

/** What the reference tells about an operation. */
type Described = {
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

type Spec<Path, Query extends z.ZodType, Body extends z.ZodType> = Described & {
  path?: Path;
  query?: Query;
  body?: Body;
  shownBody?: z.ZodType;
  status?: number;
  /** The shape of the answer; left out for an empty one (204). Fields it does not name are not sent. */
  reply?: z.ZodType;
  example?: unknown;
  run(asked: Asked<Path, z.output<Query>, z.output<Body>>): Promise<unknown>;
};

const nothing = z.strictObject({});

/** Makes an operation from its description. */
export function operation<
  const Path extends Record<string, PathPart> = Record<never, never>,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
>(spec: Spec<Path, Query, Body>): Operation {
  const { path, query, body, status, reply, run, ...described } = spec;
  const parts: Record<string, PathPart> = path ?? {};
  return {
    ...described,
    for: 'workspace',
    path: parts,
    query,
    body,
    needsBody: body !== undefined && !body.safeParse({}).success,
    status: status ?? (reply ? 200 : 204),
    reply,
    read({ caller, params, query: asked, body: sent, ...given }) {
      if (caller.by === 'person') throw new Error('a person without a workspace reached an operation within one');
      const ids = readParams<Path>(parts, params);
      // Without a schema there is nothing to give: the input is checked to be empty all the same.
      const filters = readInput(query ?? nothing, asked) as z.output<Query>;
      const input = readInput(body ?? nothing, sent === undefined ? {} : sent) as z.output<Body>;
      const { workspace } = caller;
      const now = given.house.clock.now();
      return (tx) => run({ ...given, caller, workspace, tx, now, params: ids, query: filters, body: input });
    },
  };
}

type ListSpec<Path, Filters extends z.ZodRawShape> = Omit<Described, 'rate'> & {
  path?: Path;
  filters?: Filters;
  item: z.ZodType;
  run(asked: Asked<Path, z.output<z.ZodObject<Filters>>, unknown> & { page: PageRequest }): Promise<Page<unknown>>;
};

const limitDefault = 50;
const limitMax = 200;

/** Makes a list: `?limit=&cursor=` and filters in, `{data, next}` out. Verbs page by the last id; callers see a sealed cursor. */
export function listing<
  const Path extends Record<string, PathPart> = Record<never, never>,
  Filters extends z.ZodRawShape = Record<never, never>,
>(spec: ListSpec<Path, Filters>): Operation {
  const { filters, item, run, ...described } = spec;
  const paging = {
    limit: z.coerce.number().int().min(1).max(limitMax).default(limitDefault).describe('How many at most.'),
    cursor: z.string().max(1_024).optional().describe('`next` of the page before.'),
  };
  const query = z.strictObject({ ...filters, ...paging });
  return operation({
    ...described,
    rate: 'reads',
    query,
    reply: z.object({
      data: z.array(item),
      next: z.string().nullable().describe('Give it as `cursor` to read on; null at the end.'),
    }),
    async run({ query: all, ...asked }) {
      const { limit, cursor, ...rest } = readPaging(all);
      // A cursor belongs to one list: same workspace, same path, same filters.
      const list = JSON.stringify([described.id, asked.workspace.id, asked.params, rest]);
      const after = cursor === undefined ? undefined : readCursor(asked.house.sign, list, cursor);
      const page = after === undefined ? { limit } : { limit, after };
      // The filters are what is left of the checked query without the paging.
      const found = await run({ ...asked, query: rest as z.output<z.ZodObject<Filters>>, body: undefined, page });
      return { data: found.data, next: found.next === null ? null : makeCursor(asked.house.sign, list, found.next) };
    },
  });
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

function readPaging(query: unknown): { limit: number; cursor?: string } & Record<string, unknown> {
  // The list's own schema has just made this object.
  return query as { limit: number; cursor?: string } & Record<string, unknown>;
}

function readParams<Path>(parts: Record<string, PathPart>, params: Record<string, string>): Params<Path> {
  const ids = Object.entries(parts).map(([name, part]) => {
    const text = params[name] ?? '';
    const id = part === 'phone' ? text : parseId(part, text);
    if (id === undefined) throw missing();
    return [name, id];
  });
  // Built from the operation's own path, name by name.
  return Object.fromEntries(ids) as Params<Path>;
}
