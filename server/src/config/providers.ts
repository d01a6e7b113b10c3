import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isLoopback } from './loopback.ts';

/**
 * A third party that pages of this site involve, as the operator declared it. `necessary` ones are only told of and may show
 * pictures; what is `optional` loads nothing before the visitor agreed.
 */
export type Provider = {
  /** Lower-case letters, digits and hyphens, made of the name; names it in the visitor's choice. */
  key: string;
  name: string;
  /** By language; `en` always. */
  purpose: Record<string, string>;
  class: 'necessary' | 'optional';
  /** Origins such as `https://stats.example.com`: where pages may send to and load from. */
  hosts: string[];
  /** The one script it brings. */
  script: string | null;
  country: string;
  /** Which data it gets, by language. */
  data: Record<string, string>;
  policyUrl: string;
  /** Cookies its script sets on our host; at most 396 days (13 months). */
  cookies: { name: string; days: number }[];
  /** How long it keeps data; at most 730 (24 months). */
  dataDays: number;
};

const cookieDaysMax = 396;
const dataDaysMax = 730;
const providersMax = 20;

/** Names that are ours: a provider that says it sets one of them would be believed to be us. */
const ownCookies = /^(phpsessid|remember_me|csrf_token|theme|wa_hinted|cookie_consent)$/i;

const line = (max: number) => z.string().trim().min(1).max(max);
const inLanguages = 'must be a text, or texts by language with "en" among them';
const worded = z
  .union([line(300), z.record(z.string(), line(300)).refine((texts) => 'en' in texts, inLanguages)], inLanguages)
  .transform((text): Record<string, string> => (typeof text === 'string' ? { en: text } : text));

const Declared = z.strictObject({
  name: line(60),
  purpose: worded,
  class: z.enum(['necessary', 'optional'], { error: 'must be necessary or optional' }),
  hosts: z.array(z.string().transform(originOf)).max(10),
  script: z.url({ error: 'must be the full address of a script' }).optional(),
  country: line(60),
  data: worded,
  policy_url: z.url({ protocol: /^https$/, error: 'must be an https address' }),
  cookies: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[A-Za-z0-9_.-]{1,64}$/, 'must be letters, digits, _, . and -')
          .refine((name) => !ownCookies.test(name), 'is the name of a cookie of this software'),
        days: z.int().min(0).max(cookieDaysMax, `must be at most ${cookieDaysMax} (13 months)`),
      }),
    )
    .max(20)
    .default([]),
  data_days: z.int().min(0).max(dataDaysMax, `must be at most ${dataDaysMax} (24 months)`),
});

const Provider = Declared.superRefine((provider, ctx) => {
  const { script, hosts, cookies } = provider;
  const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
  if (provider.class === 'necessary' && (script !== undefined || cookies.length > 0)) {
    fault('class', 'must be optional: a script and its cookies wait for the visitor’s consent');
  }
  if (provider.class === 'optional' && hosts.length === 0) fault('hosts', 'must name at least one host');
  if (script !== undefined && !hosts.includes(new URL(script).origin)) fault('script', 'must lie on one of its hosts');
});

const Providers = z
  .array(Provider, { error: 'must hold a list of providers' })
  .max(providersMax)
  .superRefine((providers, ctx) => {
    const keys = providers.map(({ name }) => keyOf(name));
    keys.forEach((key, n) => {
      if (keys.indexOf(key) !== n) ctx.addIssue({ code: 'custom', path: [n, 'name'], message: 'stands twice' });
    });
  });

/** Reads PROVIDERS_FILE; the faults, all of them, go to `ctx` in words for the operator. */
export function readProviders(path: string, ctx: z.RefinementCtx): Provider[] {
  const refuse = (message: string) => ctx.addIssue({ code: 'custom', message });
  let declared: unknown;
  try {
    declared = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    refuse(error instanceof SyntaxError ? `${path} is not JSON` : `${path} cannot be read`);
    return [];
  }
  const read = Providers.safeParse(declared);
  if (read.success) return read.data.map(present);
  for (const { path: place, message } of read.error.issues)
    refuse(`${place.length > 0 ? `${showPlace(place)} ` : ''}${message}`);
  return [];
}

function present({ policy_url, data_days, script, ...provider }: z.infer<typeof Provider>): Provider {
  return { ...provider, key: keyOf(provider.name), script: script ?? null, policyUrl: policy_url, dataDays: data_days };
}

function keyOf(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'provider'
  );
}

/** `stats.example.com` is reached by https, names of this machine by http; paths and wildcards are refused. */
function originOf(host: string, ctx: z.RefinementCtx): string {
  const isName = /^(localhost|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)(:\d{1,5})?$/.test(host);
  if (!isName) {
    ctx.addIssue({ code: 'custom', message: 'must be a host such as stats.example.com, without https:// and path' });
    return host;
  }
  return `${isLoopback(host.replace(/:\d+$/, '')) ? 'http' : 'https'}://${host}`;
}

function showPlace(place: PropertyKey[]): string {
  return place
    .map((step, n) => (typeof step === 'number' ? `[${step}]` : `${n > 0 ? '.' : ''}${String(step)}`))
    .join('');
}
