import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isMailAddress, readSmtpUrl } from '../base/smtp-url.ts';
import { readProviders } from './providers.ts';

/** One setting: what it does for a reader of the documentation, and how its text becomes a value. */
type Setting<Value> = {
  about: string;
  /** Shown in the documentation; the value itself comes from `schema`. */
  default: string;
  example?: string;
  secret?: true;
  schema: z.ZodType<Value, string | undefined>;
};

/** Every setting of an installation, by the name of its environment variable. */
export const settings = {
  PORT: setting({
    about: 'TCP port of the one HTTP server: API, pages and sandbox.',
    default: '3000',
    schema: wholeNumber(1, 65_535, 3000),
  }),
  HOST: setting({
    about: 'Address to listen on. The default is reachable from this machine only; `0.0.0.0` is every network.',
    default: '127.0.0.1',
    schema: text().default('127.0.0.1').refine(isHost, 'must be an IP address or localhost'),
  }),
  DATA_DIR: setting({
    about:
      'Folder for everything that must survive: the embedded database, the generated secrets, the identity of this node. Back it up. Never give one folder to two machines or containers at once.',
    default: './data',
    schema: text()
      .default('./data')
      .transform((path) => resolve(path)),
  }),
  DATABASE_URL: setting({
    about:
      'A PostgreSQL server (15 or newer) to use instead of the embedded one. Its user owns the database and needs the right to create roles; `npm run whatzapi -- doctor` says what is missing.',
    default: 'none: the embedded PostgreSQL is used',
    example: 'postgresql://whatzapi:…@db.internal:5432/whatzapi',
    secret: true,
    schema: text().refine(isDatabaseUrl, 'must look like postgresql://user:password@host:5432/database').optional(),
  }),
  PUBLIC_URL: setting({
    about:
      'The address people and programs use, without a path. It decides links, allowed host names and secure cookies.',
    default: 'as set on `/setup`, else http:// with HOST and PORT',
    example: 'https://wa.example.com',
    schema: text()
      .refine(isPlainUrl, 'must be http:// or https:// with a host name, without a path')
      .transform((url) => new URL(url).origin)
      .optional(),
  }),
  MASTER_KEY: setting({
    about:
      'Seals keys and tokens in the database: 32 bytes as 64 hex digits or as base64. Keep a copy apart from the database: without it every linked number must be linked again.',
    default: 'generated once into DATA_DIR/secrets/master.key',
    secret: true,
    schema: text().transform(key32).optional(),
  }),
  SANDBOX: setting({
    about: '`off` runs no simulator: sandbox workspaces stay offline.',
    default: 'on',
    schema: flag(true),
  }),
  TRUST_PROXY: setting({
    about:
      'Whose `X-Forwarded-*` headers are believed: `off`, the number of proxies in front, or a comma-separated list of their addresses or networks.',
    default: 'off',
    example: '10.0.0.0/8',
    schema: text().default('off').transform(proxies),
  }),
  INSECURE_HTTP: setting({
    about: '`1` allows plain http beyond this machine. Keys and messages then cross the network unprotected.',
    default: '0',
    schema: flag(false),
  }),
  LINKED_WEB_VERSION: setting({
    about: 'The WhatsApp Web version that linked devices claim to be. Set it when WhatsApp refuses the built-in one.',
    default: 'built in',
    example: '2.3000.1035194821',
    schema: text().transform(webVersion).optional(),
  }),
  PRIVATE_TARGETS: setting({
    about:
      'Where webhooks and media links may go: `deny` (public addresses only), `loopback` (also this machine), `allow` (also private networks). Checked when an endpoint is made and at every call.',
    default: '`loopback` for sandbox workspaces while HOST is this machine only, else `deny`',
    schema: oneOf('deny', 'loopback', 'allow').optional(),
  }),
  SMTP_URL: setting({
    about:
      'The mail server that takes our letters: `smtp://` (STARTTLS where offered, and required when a password is sent to another machine) or `smtps://`. Special characters in user and password are percent-encoded. Set here or on `/setup`; until then letters wait in the outbox of the operator.',
    default: 'none: as set on `/setup`',
    example: 'smtp://user:password@mail.example.com:587',
    secret: true,
    schema: text()
      .refine((url) => readSmtpUrl(url) !== undefined, 'must look like smtp://user:password@host:587 or smtps://…')
      .optional(),
  }),
  MAIL_FROM: setting({
    about: 'The address our letters come from. Their name is the brand’s. Needed with `SMTP_URL`.',
    default: 'none',
    example: 'no-reply@example.com',
    schema: text().refine(isMailAddress, 'must be one plain e-mail address').optional(),
  }),
  DATABASE_ROLE_PREFIX: setting({
    about:
      'First part of the names of the database roles, so that several installations may share one PostgreSQL server.',
    default: 'whatzapi',
    schema: text()
      .default('whatzapi')
      .refine((name) => /^[a-z][a-z0-9_]{0,39}$/.test(name), 'must be lower-case letters, digits and _, at most 40'),
  }),
  LOG_LEVEL: setting({
    about: 'Least important entries to log: `debug`, `info`, `warn`, `error` or `silent`.',
    default: 'info',
    schema: oneOf('debug', 'info', 'warn', 'error', 'silent').default('info'),
  }),
  LOG_FORMAT: setting({
    about:
      '`text` for people, `json` for programs (then the lines of the start are JSON too), `auto`: text on a terminal.',
    default: 'auto',
    schema: oneOf('auto', 'text', 'json').default('auto'),
  }),
  PROVIDERS_FILE: setting({
    about:
      'Path to a JSON file that declares every third party pages of this site involve, such as analytics; see [legal.md](legal.md). Read at the start. What is not declared is blocked.',
    default: 'none: pages involve nobody else',
    example: '/etc/whatzapi/providers.json',
    schema: text().transform(readProviders).optional(),
  }),
  PSEUDO_LANGUAGES: setting({
    about:
      '`on` adds two made-up languages to the public pages, one long and one from right to left, under `/en-xa` and `/ar-xb`: to see whether a page holds every translation. For tests and screenshots.',
    default: 'off',
    schema: flag(false),
  }),
  METRICS_TOKEN: setting({
    about: 'Bearer token for `/metrics`. Without one only this machine may read them.',
    default: 'none',
    secret: true,
    schema: text()
      .refine((token) => token.length >= 16, 'must have at least 16 characters')
      .optional(),
  }),
};

// Only there to infer each setting's value type while the table stays one literal.
function setting<Value>(one: Setting<Value>): Setting<Value> {
  return one;
}

function text() {
  return z.string().trim();
}

function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` });
}

function wholeNumber(min: number, max: number, fallback: number) {
  return text()
    .default(String(fallback))
    .refine(
      (digits) => /^\d{1,9}$/.test(digits) && Number(digits) >= min && Number(digits) <= max,
      `must be a whole number from ${min} to ${max}`,
    )
    .transform(Number);
}

function flag(fallback: boolean) {
  return text()
    .toLowerCase()
    .default(fallback ? 'on' : 'off')
    .refine((word) => word in FLAGS, 'must be on or off')
    .transform((word) => FLAGS[word] === true);
}

const FLAGS: Record<string, boolean> = {
  on: true,
  '1': true,
  true: true,
  yes: true,
  off: false,
  '0': false,
  false: false,
  no: false,
};

function isHost(host: string): boolean {
  return host === 'localhost' || isIP(host) !== 0;
}

function isDatabaseUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.username !== '' && url.pathname.length > 1;
}

function isPlainUrl(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}

function key32(value: string, ctx: z.RefinementCtx): Buffer {
  const isHex = /^[0-9a-f]{64}$/i.test(value);
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(value);
  if (!isHex && !isBase64)
    refuse(ctx, 'must be 32 bytes, as 64 hex digits or as base64 (make one with: openssl rand -hex 32)');
  return Buffer.from(value, isHex ? 'hex' : 'base64');
}

/** `false`: believe nobody; a number: that many proxies in front; a list: these addresses. */
function proxies(value: string, ctx: z.RefinementCtx): false | number | string[] {
  if (/^(off|0|false|no)$/i.test(value)) return false;
  if (/^\d$/.test(value)) return Number(value);
  const list = value.split(',').map((entry) => entry.trim());
  if (list.some((entry) => !isNetwork(entry)))
    refuse(ctx, 'must be off, a number of proxies (1-9), or addresses like 10.0.0.1,192.168.0.0/16');
  return list;
}

function isNetwork(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function webVersion(value: string, ctx: z.RefinementCtx): [number, number, number] {
  const [, a, b, c] = /^(\d{1,5})\.(\d{1,6})\.(\d{1,12})$/.exec(value) ?? [];
  if (a === undefined) refuse(ctx, 'must be three numbers with dots, such as 2.3000.1035194821');
  return [Number(a), Number(b), Number(c)];
}

function refuse(ctx: z.RefinementCtx, message: string): void {
  ctx.addIssue({ code: 'custom', message });
}
