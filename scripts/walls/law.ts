import law from '../../rooms.json' with { type: 'json' };

/** A room of the server. `may` lists the lower rooms it uses, `types` those it knows by type only; `base` is always open. */
export type Room = {
  floor: number;
  is: string;
  may: string[];
  types?: string[];
  /** Files, besides the one named like the room, that others may import. */
  doors?: string[];
  /** A room without a door: every file may be imported. */
  open?: boolean;
};

/** What `rooms.json` says. Paths are relative to the root; a path that ends in `/` is a folder. */
export type Law = {
  rooms: Record<string, Room>;
  roof: Record<string, number>;
  houses: Record<string, { may: string[] }>;
  /** Files that only tests, benchmarks and scripts may import; they may look at everything a test may. */
  testOnly: string[];
  drivers: Record<string, string[]>;
  tables: Record<string, string>;
  words: { forbidden: string[]; outside: string[] };
  names: { forbidden: string[] };
  lines: { think: number; split: number };
  generated: string[];
};

/** One breach. `rule` is the name planted violations expect; `file` is relative to the root. */
export type Breach = { rule: string; file: string; says: string };

export const houseLaw: Law = law;

/** A source file, read once for all checks. */
export type Source = { path: string; text: string };

export function isTest(law: Law, path: string): boolean {
  return (
    path.endsWith('.test.ts') ||
    law.testOnly.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))
  );
}

/** The room of a path, or `undefined` for the roof and everything outside the server. */
export function roomOf(law: Law, path: string): string | undefined {
  const room = /^server\/src\/([^/]+)\//.exec(path)?.[1];
  return room !== undefined && room in law.rooms ? room : undefined;
}
