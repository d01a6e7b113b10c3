import { z } from 'zod';

/** A JSON Schema, as far as we look into it. */
export type JsonSchema = { [keyword: string]: unknown };

/** Collects named schemas, so that each stands once under `components`. */
export type Schemas = {
  /** The schema of input or output; named ones become references. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
  named(): Record<string, JsonSchema>;
};

export function createSchemas(): Schemas {
  const components = new Map<string, JsonSchema>();
  return {
    of(schema, io) {
      const {
        $schema: _dialect,
        $defs,
        ...root
      } = z.toJSONSchema(schema, {
        io,
        target: 'draft-2020-12',
        unrepresentable: 'any',
        override: ({ jsonSchema }) => relax(jsonSchema, io),
      });
      for (const [name, definition] of Object.entries($defs ?? {})) components.set(name, tidy(definition));
      const { id } = root;
      if (typeof id !== 'string') return tidy(root);
      components.set(id, tidy(root));
      return { $ref: `#/components/schemas/${id}` };
    },
    named: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

// Answers may gain fields at any time, so their shapes stay open; and a number is bounded only where we say so.
function relax(schema: JsonSchema, io: 'input' | 'output'): void {
  if (io === 'output' && schema['additionalProperties'] === false) delete schema['additionalProperties'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
}

function tidy(value: unknown): JsonSchema {
  // The root of a schema is an object, and so is what becomes of it.
  return rewrite(value, false) as JsonSchema;
}

// `isNames`: the object's keys are field names, not keywords, so an `id` among them is a field.
function rewrite(value: unknown, isNames: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, false));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, field]) => {
    if (!isNames && key === 'id' && typeof field === 'string') return [];
    if (!isNames && key === '$ref' && typeof field === 'string') {
      return [[key, field.replace('#/$defs/', '#/components/schemas/')]];
    }
    return [[key, rewrite(field, !isNames && (key === 'properties' || key === '$defs'))]];
  });
  return Object.fromEntries(entries);
}

/** A value a schema allows, made of its examples; for the reference. */
export function sampleOf(schema: JsonSchema, components: Record<string, JsonSchema>): unknown {
  const { $ref, examples, default: fallback, const: constant, type, anyOf } = schema;
  if (typeof $ref === 'string') return sampleOf(components[$ref.split('/').at(-1) ?? ''] ?? {}, components);
  if (Array.isArray(examples)) return examples[0];
  if (constant !== undefined) return constant;
  if (fallback !== undefined) return fallback;
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (Array.isArray(anyOf)) return sampleOfAny(anyOf.map(asSchema), components);
  if (type === 'object') return sampleObject(schema, components);
  if (type === 'array') return [sampleOf(asSchema(schema['items']), components)];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  return type === 'string' ? 'text' : null;
}

// What may be missing and is an object, such as an error, is missing in an ordinary answer.
function sampleOfAny(choices: JsonSchema[], components: Record<string, JsonSchema>): unknown {
  const isOptional = choices.some(({ type }) => type === 'null');
  const [first = {}] = choices;
  return isOptional && first['type'] === 'object' ? null : sampleOf(first, components);
}

function sampleObject({ properties, required }: JsonSchema, components: Record<string, JsonSchema>): unknown {
  const needed = Array.isArray(required) ? required : [];
  const fields = Object.entries(asSchema(properties)).filter(([name]) => needed.includes(name) || name === 'text');
  return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(asSchema(field), components)]));
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
