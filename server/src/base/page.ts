/** A page of a list: keyset only. `after` is the last id of the page before. */
export type PageRequest = { limit: number; after?: string };

/** `next` is the id to continue after, or `null` at the end. The API makes it opaque. */
export type Page<T> = { data: T[]; next: string | null };

/** Cuts `limit + 1` rows into a page. Ask the database for one row more than the page holds. */
export function cutPage<Row extends { id: string }, T>(rows: Row[], limit: number, show: (row: Row) => T): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { data: kept.map(show), next: rows.length > limit && last ? last.id : null };
}
