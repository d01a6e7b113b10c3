import { isLoopback } from './loopback.ts';
import { type ConfigFault, ConfigProblem } from './problem.ts';
import type { Provider } from './providers.ts';
import { settings } from './settings.ts';

export type { Provider } from './providers.ts';

/** The settings of an installation, read once and typed. Secrets that were left out are made by `secrets.ts`. */
export type Config = {
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | undefined;
  /** An origin: scheme, host and port, no slash at the end. Where nobody set it, the one listened on. */
  publicUrl: string;
  /** Was it set? Then nothing else decides it. */
  isPublicUrlGiven: boolean;
  /** 32 bytes. */
  masterKey: Buffer | undefined;
  sandbox: boolean;
  trustProxy: false | number | string[];
  insecureHttp: boolean;
  linkedWebVersion: [number, number, number] | undefined;
  privateTargets: { live: PrivateTargets; sandbox: PrivateTargets };
  /** Null: as the operator set it on a page, or not at all. */
  mail: { smtpUrl: string; from: string } | null;
  databaseRolePrefix: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  logFormat: 'auto' | 'text' | 'json';
  /** Third parties that pages involve; none by default. */
  providers: Provider[];
  /** Are the two made-up languages for tests offered? */
  pseudoLanguages: boolean;
  metricsToken: string | undefined;
};

type PrivateTargets = 'deny' | 'loopback' | 'allow';

/** Reads the settings from an environment; empty ones count as absent. Throws ConfigProblem with every fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: ConfigFault[] = [];
  const read = reader(env, faults);
  const host = read('HOST', settings.HOST.schema);
  const port = read('PORT', settings.PORT.schema);
  const insecureHttp = read('INSECURE_HTTP', settings.INSECURE_HTTP.schema);
  const givenUrl = read('PUBLIC_URL', settings.PUBLIC_URL.schema);
  const publicUrl = givenUrl ?? `http://${urlHost(host)}:${port}`;
  const smtpUrl = read('SMTP_URL', settings.SMTP_URL.schema);
  const from = read('MAIL_FROM', settings.MAIL_FROM.schema);
  const targets = read('PRIVATE_TARGETS', settings.PRIVATE_TARGETS.schema);
  const config: Config = {
    port,
    host,
    insecureHttp,
    publicUrl,
    isPublicUrlGiven: givenUrl !== undefined,
    dataDir: read('DATA_DIR', settings.DATA_DIR.schema),
    databaseUrl: read('DATABASE_URL', settings.DATABASE_URL.schema),
    masterKey: read('MASTER_KEY', settings.MASTER_KEY.schema),
    sandbox: read('SANDBOX', settings.SANDBOX.schema),
    trustProxy: read('TRUST_PROXY', settings.TRUST_PROXY.schema),
    linkedWebVersion: read('LINKED_WEB_VERSION', settings.LINKED_WEB_VERSION.schema),
    privateTargets: { live: targets ?? 'deny', sandbox: targets ?? (isLoopback(host) ? 'loopback' : 'deny') },
    mail: smtpUrl !== undefined && from !== undefined ? { smtpUrl, from } : null,
    databaseRolePrefix: read('DATABASE_ROLE_PREFIX', settings.DATABASE_ROLE_PREFIX.schema),
    logLevel: read('LOG_LEVEL', settings.LOG_LEVEL.schema),
    logFormat: read('LOG_FORMAT', settings.LOG_FORMAT.schema),
    providers: read('PROVIDERS_FILE', settings.PROVIDERS_FILE.schema) ?? [],
    pseudoLanguages: read('PSEUDO_LANGUAGES', settings.PSEUDO_LANGUAGES.schema),
    metricsToken: read('METRICS_TOKEN', settings.METRICS_TOKEN.schema),
  };
  if (faults.length === 0) faults.push(...exposure(config));
  if (smtpUrl !== undefined && from === undefined && !faults.some(({ setting }) => setting === 'MAIL_FROM')) {
    faults.push({ setting: 'MAIL_FROM', message: 'is needed with SMTP_URL: the address our letters come from' });
  }
  if (faults.length > 0) throw new ConfigProblem(faults);
  return config;
}

type Reader = <Value>(
  name: keyof typeof settings,
  schema: { safeParse: (value: string | undefined) => Parsed<Value> },
) => Value;

type Parsed<Value> =
  | { success: true; data: Value }
  | { success: false; error: { issues: readonly { message: string }[] } };

// A faulty setting reads as absent, so that the reading goes on and finds the next fault too.
function reader(env: Readonly<Record<string, string | undefined>>, faults: ConfigFault[]): Reader {
  return (name, schema) => {
    const parsed = schema.safeParse(env[name]?.trim() || undefined);
    if (parsed.success) return parsed.data;
    faults.push({ setting: name, message: parsed.error.issues.map((issue) => issue.message).join('; ') });
    const absent = schema.safeParse(undefined);
    if (!absent.success) throw new Error(`the setting ${name} has no default`);
    return absent.data;
  };
}

// Plain http beyond this machine would carry keys, cookies and messages readable by anybody on the way.
function exposure(config: Config): ConfigFault[] {
  const url = new URL(config.publicUrl);
  if (url.protocol === 'https:' || config.insecureHttp) return [];
  if (isLoopback(config.host) && isLoopback(url.hostname)) return [];
  const setting = isLoopback(url.hostname) || url.hostname === urlHost(config.host) ? 'HOST' : 'PUBLIC_URL';
  return [{ setting, message: HOW_TO_GET_TLS }];
}

const HOW_TO_GET_TLS = `would be reached by plain http from other machines.
    With TLS: put a proxy in front that has a certificate (for example: caddy reverse-proxy --from wa.example.com --to 127.0.0.1:3000),
    keep HOST=127.0.0.1, and set PUBLIC_URL=https://wa.example.com and TRUST_PROXY=1.
    Without: set INSECURE_HTTP=1, on a network you trust.`;

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** What decides the public address, in the order of `installation`. */
export function publicUrlSource({ publicUrl, isPublicUrlGiven }: Config): { given: string | null; listening: string } {
  return { given: isPublicUrlGiven ? publicUrl : null, listening: publicUrl };
}
