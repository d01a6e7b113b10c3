import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Answer, type House, send } from './house.ts';

/** Somebody with an account and a signed-in browser. `remembered`: the id of a remembered browser; empty when there is none. */
export type Person = { id: string; email: string; browser: Browser; session: string; remembered: string };

/** A browser's cookies, and the calls it makes. */
export type Browser = {
  jar: Map<string, string>;
  /** Calls the API with the cookies, as a page of ours would; unsafe calls bring the token. `workspace`: for `X-Workspace`. */
  call<T = Record<string, unknown>>(method: string, path: string, options?: Calling): Promise<Answer<T>>;
};

type Calling = { workspace?: string; body?: unknown; headers?: Record<string, string> };

export type Role = 'owner' | 'admin' | 'developer' | 'agent' | 'analyst' | 'billing';

/** The uuid of a public id. */
export function uuidOf(id: string): string {
  return id.replaceAll(/^[a-z]+_|-/g, '').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** Runs a statement on a house's database, for what has no door yet. */
export async function onDatabase(house: House, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: house.databaseUrl('system') });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

type Making = {
  workspace?: string;
  role?: Role;
  confirmed?: boolean;
  email?: string;
  name?: string;
  remembered?: boolean;
};

/** Puts a person with a session straight into the database, and makes them a member of a live workspace. */
export async function makePerson(
  house: House,
  { workspace, role = 'owner', confirmed = true, name = 'Ana', remembered = false, ...rest }: Making = {},
): Promise<Person> {
  const id = randomUUID();
  const email = rest.email ?? `${randomBytes(5).toString('hex')}@example.com`;
  await onDatabase(
    house,
    `insert into people (id, reseller_id, email, name, email_verified_at)
     values ($1, '00000000-0000-7000-8000-000000000001', $2, $3, now())`,
    [id, email, name],
  );
  if (workspace !== undefined) {
    await onDatabase(house, 'insert into members (workspace_id, id, person_id, role) values ($1, $2, $3, $4)', [
      uuidOf(workspace),
      randomUUID(),
      id,
      role,
    ]);
  }
  const { browser, session } = await startSession(house, id, { confirmed, stage: 'full' });
  // The first read gives the browser its token.
  await browser.call('GET', '/v1/account');
  const shownId = `per_${id.replaceAll('-', '')}`;
  return { id: shownId, email, browser, session, remembered: remembered ? await remember(house, id) : '' };
}

/** The id of a person's place in a live workspace. */
export async function memberId(house: House, person: string, workspace: string): Promise<string> {
  const { rows } = await onDatabase(house, 'select id from members where person_id = $1 and workspace_id = $2', [
    uuidOf(person),
    uuidOf(workspace),
  ]);
  return `mem_${String(rows[0]?.id).replaceAll('-', '')}`;
}

/** A new session of a person, and a browser that holds its cookie. */
export async function signIn(house: House, person: string, confirmed = true, stage = 'full'): Promise<Browser> {
  return (await startSession(house, person, { confirmed, stage })).browser;
}

async function startSession(
  house: House,
  person: string,
  { confirmed, stage }: { confirmed: boolean; stage: string },
): Promise<{ browser: Browser; session: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  await onDatabase(
    house,
    `insert into sessions (id, token_hash, person_id, host, stage, agent, network, created_at, seen_at, ends_at, confirmed_at)
     values ($1, $2, $3, '127.0.0.1', $4, '', '', now(), now(), now() + interval '24 hours', $5)`,
    [id, createHash('sha256').update(token).digest(), uuidOf(person), stage, confirmed ? new Date() : null],
  );
  return { browser: createBrowser(house, { PHPSESSID: token }), session: `ses_${id.replaceAll('-', '')}` };
}

async function remember(house: House, person: string): Promise<string> {
  return (await rememberBrowser(house, person)).id;
}

/** A remembered browser of a person: its id, and the value of its cookie. */
export async function rememberBrowser(house: House, person: string): Promise<{ id: string; cookie: string }> {
  const id = randomUUID();
  const [selector, validator] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  const hash = (text: string) => createHash('sha256').update(text).digest();
  await onDatabase(
    house,
    `insert into remembered_browsers (id, person_id, host, selector, validator_hash, rotated_at, agent, network, created_at, expires_at, last_used_at)
     values ($1, $2, '127.0.0.1', $3, $4, now() - interval '1 hour', '', '', now() - interval '1 hour', now() + interval '29 days', now())`,
    [id, uuidOf(person), hash(selector), hash(validator)],
  );
  return { id: `brw_${id.replaceAll('-', '')}`, cookie: `${selector}.${validator}` };
}

export function createBrowser(house: Pick<House, 'baseUrl'>, cookies: Record<string, string> = {}): Browser {
  const jar = new Map(Object.entries(cookies));
  async function call<T>(method: string, path: string, { workspace, body, headers = {} }: Calling = {}) {
    const isUnsafe = method !== 'GET';
    // A browser without a token gets one by reading first, as a page does.
    if (isUnsafe && !jar.has('csrf_token') && headers['x-csrf-token'] === undefined) {
      take(jar, (await fetch(`${house.baseUrl}/v1/account`, { headers: { cookie: cookieText(jar) } })).headers);
    }
    const reply = await send<T>(house, method, path, {
      body,
      headers: {
        cookie: cookieText(jar),
        ...(workspace === undefined ? {} : { 'x-workspace': workspace }),
        ...(isUnsafe ? { 'x-csrf-token': jar.get('csrf_token') ?? '' } : {}),
        ...headers,
      },
    });
    take(jar, reply.headers);
    return reply;
  }
  return { jar, call };
}

function cookieText(jar: Map<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function take(jar: Map<string, string>, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
}
