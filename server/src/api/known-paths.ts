/** Which methods each path answers, so that a wrong method is told apart from a wrong path. */
export type KnownPaths = { add(method: string, path: string): void; methodsOf(path: string): string[] };

export function createKnownPaths(): KnownPaths {
  const byPattern = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  return {
    add(method, path) {
      // A catch-all answers what nothing else does; it makes no path known.
      if (path.includes('*')) return;
      const known = byPattern.get(path) ?? { pattern: patternOf(path), methods: new Set<string>() };
      known.methods.add(method);
      byPattern.set(path, known);
    },
    methodsOf(path) {
      const methods = [...byPattern.values()]
        .filter(({ pattern }) => pattern.test(path))
        .flatMap((known) => [...known.methods]);
      return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])].sort();
    },
  };
}

function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
