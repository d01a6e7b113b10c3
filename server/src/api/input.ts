import type { z } from 'zod';
import type { FieldError } from '../base/problem.ts';
import { Problem } from '../base/problem.ts';
import { nearest } from './suggest.ts';

/** Checks input against its schema; throws `validation_failed` that names every wrong field. */
export function readInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return read.data;
  throw invalid(read.error.issues.flatMap((issue) => explain(issue, schema)));
}

/** A `validation_failed` from its list of wrong fields. */
export function invalid(errors: FieldError[]): Problem {
  const first = errors[0];
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  const detail = first ? `${first.path || 'The body'}: ${first.message}${more}` : 'The input is not valid.';
  return new Problem('validation_failed', { detail, errors });
}

/** The same refusal, told of a part of the body: its fields are found below `path`. */
export function within({ code, told }: Problem, path: string): Problem {
  const errors = told.errors?.map((error) => ({ ...error, path: error.path === '' ? path : `${path}.${error.path}` }));
  return new Problem(code, { ...told, ...(errors ? { errors } : {}) });
}

function explain(issue: z.core.$ZodIssue, schema: z.ZodType): FieldError[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = namesAt(schema, issue.path);
    return issue.keys.map((key) => {
      const suggestion = nearest(key, known);
      const at = path === '' ? key : `${path}.${key}`;
      return { path: at, message: 'There is no such field.', ...(suggestion === undefined ? {} : { suggestion }) };
    });
  }
  if (issue.code === 'invalid_value' && issue.input !== undefined) {
    const values = issue.values.map(String);
    const given = 'input' in issue && typeof issue.input === 'string' ? nearest(issue.input, values) : undefined;
    const message = values.length === 1 ? `Must be ${values[0]}.` : `Must be one of ${values.join(', ')}.`;
    return [{ path, message, ...(given === undefined ? {} : { suggestion: given }) }];
  }
  return [{ path, message: sentence(issue) }];
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined) return 'Is required.';
  if (issue.code === 'invalid_type') return `Must be ${article(issue.expected)}.`;
  if (issue.code === 'too_small' || issue.code === 'too_big') return bound(issue);
  const text = issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}

type OutOfBounds = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

function bound(issue: OutOfBounds): string {
  // A schema that says it better has words of its own.
  if (!/^Too (small|big):/.test(issue.message)) return `${issue.message}.`;
  const [limit, side] = issue.code === 'too_small' ? [issue.minimum, 'least'] : [issue.maximum, 'most'];
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
  if (limit === 1 && side === 'least' && unit !== '') return 'Must not be empty.';
  return unit === '' ? `Must be at ${side} ${limit}.` : `Must have at ${side} ${limit}${unit}.`;
}

function article(expected: string): string {
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

/** The field names an object schema knows at a path; empty where the path leaves plain objects. */
function namesAt(schema: z.ZodType, path: PropertyKey[]): string[] {
  let current: unknown = schema;
  for (const step of path) {
    const shape = shapeOf(current);
    current = shape ? shape[String(step)] : elementOf(current);
  }
  return Object.keys(shapeOf(current) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const bare = unwrap(schema);
  if (typeof bare !== 'object' || bare === null || !('shape' in bare)) return undefined;
  const { shape } = bare;
  return typeof shape === 'object' && shape !== null ? { ...shape } : undefined;
}

function elementOf(schema: unknown): unknown {
  const bare = unwrap(schema);
  return typeof bare === 'object' && bare !== null && 'element' in bare ? bare.element : undefined;
}

function unwrap(schema: unknown): unknown {
  let current = schema;
  while (typeof current === 'object' && current !== null && !('element' in current)) {
    if (!('unwrap' in current) || typeof current.unwrap !== 'function') break;
    current = current.unwrap();
  }
  return current;
}
