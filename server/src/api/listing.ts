import { z } from 'zod';
import type { Page, PageRequest } from '../base/page.ts';
import { makeCursor, readCursor } from './cursor.ts';
import type { House } from './house.ts';
import type { Asked, AskedByPerson, Described, Operation, PathPart } from './operation.ts';
import { operation, personOperation } from './operation.ts';

type Shapes<Path, Filters extends z.ZodRawShape> = Omit<Described, 'rate'> & {
  path?: Path;
  filters?: Filters;
  item: z.ZodType;
};

type ListSpec<Path, Filters extends z.ZodRawShape> = Shapes<Path, Filters> & {
  run(asked: Asked<Path, z.output<z.ZodObject<Filters>>, unknown> & { page: PageRequest }): Promise<Page<unknown>>;
};

type PersonListSpec<Path, Filters extends z.ZodRawShape> = Shapes<Path, Filters> & {
  run(asked: AskedByPerson<Path, z.output<z.ZodObject<Filters>>, unknown>): Promise<{ id: string }[]>;
};

const limitDefault = 50;
const limitMax = 200;

const paging = {
  limit: z.coerce.number().int().min(1).max(limitMax).default(limitDefault).describe('How many at most.'),
  cursor: z.string().max(1_024).optional().describe('`next` of the page before.'),
};

/** Makes a list: `?limit=&cursor=` and filters in, `{data, next}` out. Verbs page by the last id; callers see a sealed cursor. */
export function listing<
  const Path extends Record<string, PathPart> = Record<never, never>,
  Filters extends z.ZodRawShape = Record<never, never>,
>({ filters, item, run, ...described }: ListSpec<Path, Filters>): Operation {
  return operation({
    ...described,
    rate: 'reads',
    query: z.strictObject({ ...filters, ...paging }),
    reply: replyOf(item),
    async run({ query: all, ...asked }) {
      const { workspace, house, params } = asked;
      const { page, rest, show } = readPage(house, all, [described.id, workspace.id, params]);
      // The filters are what is left of the checked query without the paging.
      const query = rest as z.output<z.ZodObject<Filters>>;
      return show(await run({ ...asked, query, body: undefined, page }));
    },
  });
}

/** Makes a list of what is a person's own. The verb answers all of it, because there is never much; the page is cut here. */
export function personListing<
  const Path extends Record<string, PathPart> = Record<never, never>,
  Filters extends z.ZodRawShape = Record<never, never>,
>({ filters, item, run, ...described }: PersonListSpec<Path, Filters>): Operation {
  return personOperation({
    ...described,
    rate: 'reads',
    query: z.strictObject({ ...filters, ...paging }),
    reply: replyOf(item),
    async run({ query: all, ...asked }) {
      const { caller, house, params } = asked;
      const { page, rest, show } = readPage(house, all, [described.id, caller.person.id, params]);
      // As above.
      const query = rest as z.output<z.ZodObject<Filters>>;
      const every = await run({ ...asked, query, body: undefined });
      const start = page.after === undefined ? 0 : every.findIndex(({ id }) => id === page.after) + 1;
      const data = every.slice(start, start + page.limit);
      return show({ data, next: start + page.limit < every.length ? (data.at(-1)?.id ?? null) : null });
    },
  });
}

function replyOf(item: z.ZodType) {
  return z.object({
    data: z.array(item),
    next: z.string().nullable().describe('Give it as `cursor` to read on; null at the end.'),
  });
}

type Read = { page: PageRequest; rest: Record<string, unknown>; show: (found: Page<unknown>) => Page<unknown> };

/** A cursor belongs to one list, which `about` and the filters name: same workspace or person, same path. */
function readPage(house: House, query: unknown, about: unknown[]): Read {
  // The list's own schema has just made this object.
  const { limit, cursor, ...rest } = query as { limit: number; cursor?: string } & Record<string, unknown>;
  const list = JSON.stringify([...about, rest]);
  const after = cursor === undefined ? undefined : readCursor(house.sign, list, cursor);
  return {
    page: after === undefined ? { limit } : { limit, after },
    rest,
    show: ({ data, next }) => ({ data, next: next === null ? null : makeCursor(house.sign, list, next) }),
  };
}
