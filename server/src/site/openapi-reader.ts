/** A part of a JSON document whose shape is not known yet. */
export type Part = Record<string, unknown>;

/** One input or output field. `depth` counts the objects it stands in; `object` names a documented object it refers to. */
export type Field = {
  name: string;
  place?: string;
  type: string;
  object?: string;
  required: boolean;
  about: string;
  depth: number;
};

const depthMax = 4;

/** The value as an object; an empty one when it is none. */
export function part(value: unknown): Part {
  // The wall of this room: what is an object here may be asked for any name.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {};
}

/** The value as text; empty when it is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value as a list; empty when it is none. */
export function many(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Reads fields out of the schemas of one OpenAPI 3.1 document. */
export function createSchemaReader(document: Part): {
  resolve: (value: unknown) => Part;
  nameOf: (value: unknown) => string | undefined;
  fields: (schema: unknown) => Field[];
  typeOf: (schema: unknown) => { type: string; object?: string };
} {
  const resolve = (value: unknown): Part => {
    const pointer = text(part(value)['$ref']);
    if (!pointer) return part(value);
    return resolve(
      pointer
        .slice(2)
        .split('/')
        .reduce((found: unknown, step) => part(found)[step], document),
    );
  };
  const nameOf = (value: unknown) => /^#\/components\/schemas\/(.+)$/.exec(text(part(value)['$ref']))?.[1];

  function typeOf(schema: unknown): { type: string; object?: string } {
    const object = nameOf(schema);
    if (object) return { type: object, object };
    const here = part(schema);
    const choices = [...many(here['anyOf']), ...many(here['oneOf'])];
    if (choices.length > 0) return joined(choices.map(typeOf));
    if (here['const'] !== undefined) return { type: JSON.stringify(here['const']) };
    if (here['enum'])
      return {
        type: many(here['enum'])
          .map((one) => JSON.stringify(one))
          .join(' | '),
      };
    const type = Array.isArray(here['type']) ? here['type'].join(' | ') : text(here['type']);
    if (type === 'array') {
      const items = typeOf(here['items']);
      return { ...items, type: `list of ${items.type}` };
    }
    return { type: [type || 'any', text(here['format'])].filter(Boolean).join(', ') };
  }

  function fields(schema: unknown, depth = 0): Field[] {
    const here = resolve(schema);
    const required = new Set(many(here['required']));
    return Object.entries(part(here['properties'])).flatMap(([name, value]) => {
      const own: Field = { name, ...typeOf(value), required: required.has(name), about: about(value), depth };
      return [own, ...inner(value, depth + 1)];
    });
  }

  /** The fields of an object without a name of its own; named ones have their own place in the reference. */
  function inner(value: unknown, depth: number): Field[] {
    if (depth > depthMax || nameOf(value)) return [];
    const here = part(value);
    if (here['type'] === 'array') return inner(here['items'], depth);
    const choices = [...many(here['anyOf']), ...many(here['oneOf'])].filter((one) => part(one)['properties']);
    if (choices.length > 0) return choices.flatMap((one) => fields(one, depth));
    return here['properties'] ? fields(here, depth) : [];
  }

  function about(value: unknown): string {
    const here = part(value);
    const told = text(here['description']) || text(resolve(value)['description']);
    return [told, ...bounds(here)].filter(Boolean).join(' ');
  }

  return { resolve, nameOf, fields: (schema) => fields(schema), typeOf };
}

function joined(types: { type: string; object?: string }[]): { type: string; object?: string } {
  const object = types.find((one) => one.object)?.object;
  return { type: [...new Set(types.map(({ type }) => type))].join(' | '), ...(object ? { object } : {}) };
}

function bounds(schema: Part): string[] {
  const { minLength, maxLength, minimum, maximum, maxItems, default: standard } = schema;
  return [
    minLength !== undefined && maxLength !== undefined ? `${minLength} to ${maxLength} characters.` : '',
    minLength === undefined && maxLength !== undefined ? `At most ${maxLength} characters.` : '',
    isSmall(minimum) && isSmall(maximum) ? `${minimum} to ${maximum}.` : '',
    maxItems !== undefined ? `At most ${maxItems}.` : '',
    standard !== undefined ? `Default: ${JSON.stringify(standard)}.` : '',
  ];
}

/** Generators write the bounds of safe integers where none were meant. */
function isSmall(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;
}
