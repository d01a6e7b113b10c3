/** What a form brought. Values are trimmed at their ends, except passwords, and cut at `charactersMax`. */
export type Form = {
  /** A field's text; empty when it did not come. */
  get(name: string): string;
  /** A field as it came, for passwords. */
  raw(name: string): string;
  /** Was a box ticked? */
  has(name: string): boolean;
  all(name: string): string[];
  entries(): [string, string][];
};

const charactersMax = 20_000;

/** Reads a parsed body; anything that is no form is an empty one. */
export function readForm(body: unknown): Form {
  const params = body instanceof URLSearchParams ? body : new URLSearchParams();
  const raw = (name: string) => (params.get(name) ?? '').slice(0, charactersMax);
  return {
    raw,
    get: (name) => raw(name).trim(),
    has: (name) => params.has(name),
    all: (name) => params.getAll(name),
    entries: () => [...params].map(([name, value]) => [name, value.slice(0, charactersMax)]),
  };
}

/** Fields whose values are never printed into a page. */
export function isSecretName(name: string): boolean {
  return /password|code|token|secret/i.test(name);
}

/** Only a path of this site, with its query: `//host`, backslashes and full addresses are refused. */
export function safePath(text: string | null | undefined): string | undefined {
  return text && /^\/(?![/\\])[\w\-./~%]*(\?[\w\-./~%=&]*)?$/.test(text) ? text : undefined;
}
