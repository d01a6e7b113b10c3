/** The store could not do what was asked; whoever holds the session must drop its socket and its caches. */
export class StoreLost extends Error {
  override name = 'StoreLost';
}

/** Another worker opened the session with a higher epoch; nothing was written. */
export class Fenced extends StoreLost {
  override name = 'Fenced';
}
