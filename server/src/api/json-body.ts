import { Problem } from '../base/problem.ts';

/** Deeper JSON than this serves nobody. */
const depthMax = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a request body. Besides what JSON.parse refuses, it refuses what would be read differently elsewhere or cannot be
 * stored: bytes that are not UTF-8, a name given twice, nesting beyond 32, NUL, lone surrogates, and `__proto__`.
 */
export function readJson(bytes: Buffer): unknown {
  const text = decode(bytes);
  const value = parse(text);
  const seen = { names: 0 };
  walk(value, '', 0, seen);
  // JSON.parse keeps the last of two equal names; then fewer names remain than the text has.
  if (seen.names !== countNames(text)) throw malformed('The body names a field twice.');
  return value;
}

/** Refuses text that PostgreSQL or UTF-8 cannot hold. */
export function refuseBrokenText(text: string, path: string): void {
  if (text.includes('\0')) throw unfit(path, 'The text holds a NUL character.');
  if (!text.isWellFormed()) throw unfit(path, 'The text holds half a surrogate pair, which is no character.');
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformed('The body is not valid UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place =
      error instanceof Error ? /at position \d+( \(line \d+ column \d+\))?/.exec(error.message)?.[0] : undefined;
    throw malformed(place ? `The body is not valid JSON ${place}.` : 'The body is not valid JSON.');
  }
}

function walk(value: unknown, path: string, depth: number, seen: { names: number }): void {
  if (typeof value === 'string') refuseBrokenText(value, path);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= depthMax) throw malformed(`The body is nested deeper than ${depthMax} levels.`);
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) walk(value[at], join(path, String(at)), depth + 1, seen);
    return;
  }
  for (const [name, field] of Object.entries(value)) {
    seen.names += 1;
    if (name === '__proto__') throw unfit(join(path, name), 'There is no such field.');
    refuseBrokenText(name, path);
    walk(field, join(path, name), depth + 1, seen);
  }
}

function countNames(text: string): number {
  let names = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === colon) names += 1;
  }
  return names;
}

const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function malformed(detail: string): Problem {
  return new Problem('malformed_json', { detail });
}

function unfit(path: string, message: string): Problem {
  return new Problem('validation_failed', { detail: `${path || 'The body'}: ${message}`, errors: [{ path, message }] });
}
