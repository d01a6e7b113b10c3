import type { Id, Thing } from '../../base/id.ts';
import { parseId, showId } from '../../base/id.ts';
import type { Page as List, PageRequest } from '../../base/page.ts';
import type { OwnVisit } from '../routes.ts';
import { param, queried } from '../routes.ts';

const limit = 50;

/** What a list of the operator's is asked for by its address: a state, and where to go on. */
export function askedList<T extends Thing, State extends string>(
  visit: OwnVisit,
  thing: T,
  states: readonly State[],
): PageRequest & { state?: State } {
  const state = states.find((one) => one === queried(visit, 'state'));
  const after = parseId(thing, queried(visit, 'after'));
  return { limit, ...(state ? { state } : {}), ...(after ? { after } : {}) };
}

/** Where a list goes on, or `undefined` at its end. */
export function olderPath(
  path: string,
  { thing, list, state }: { thing: Thing; list: List<unknown>; state: string | undefined },
): string | undefined {
  if (list.next === null) return undefined;
  return `${path}?${new URLSearchParams({ ...(state ? { state } : {}), after: showId(thing, list.next) }).toString()}`;
}

/** The links that narrow a list: all, and each state. */
export function filters(
  path: string,
  {
    states,
    chosen,
    textOf,
  }: { states: readonly string[]; chosen: string | undefined; textOf: (state: string) => string },
): { text: string; href: string; isThis: boolean }[] {
  return [
    { text: textOf('all'), href: path, isThis: chosen === undefined },
    ...states.map((state) => ({ text: textOf(state), href: `${path}?state=${state}`, isThis: chosen === state })),
  ];
}

/** The thing an address names; `undefined` for nonsense. */
export function named<T extends Thing>(visit: OwnVisit, thing: T): Id<T> | undefined {
  return parseId(thing, param(visit, 'id'));
}
