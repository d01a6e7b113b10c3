import { isConfirmed } from '../../accounts/accounts.ts';
import { recordAudit } from '../../audit/audit.ts';
import { parseId, showId } from '../../base/id.ts';
import { formatDate } from '../../languages/languages.ts';
import type { ApiKey, OwnPair, Permission, Workspace } from '../../workspaces/workspaces.ts';
import { listApiKeys, makeApiKey, revokeApiKey, roles, scopes } from '../../workspaces/workspaces.ts';
import { confirmFirst } from '../account/confirm.ts';
import { told } from '../account/told.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import { attempt, home, may, pagePath, type TeamPages, whereFrom, withPair } from './parts.ts';
import { frameOf } from './team-routes.ts';

const shownMax = 200;
/** Who greets in every new sandbox, and so the first to write to. */
const pretendCustomer = '+15550100002';

/** What a key made here may do; finer choices are made by the API. */
const packs = ['messages', 'integration', 'everything'] as const;
type Pack = (typeof packs)[number];

/** `/account/workspaces/:id/keys`: the API keys of the live workspace and its sandbox. */
export function keysRoutes(parts: TeamPages): void {
  const { pages, db, showOwn, forgetKey } = parts;

  async function draw(visit: OwnVisit, pair: OwnPair, filled: Filled): Promise<Page> {
    const canMake = may(pair, 'api_keys:write');
    const sides = await Promise.all(
      [pair.live, pair.sandbox].map(async (workspace) => ({
        kind: workspace.kind,
        id: showId('workspace', workspace.id),
        title: visit.t(`team.kind_${workspace.kind}`),
        keys: (await keysOf(workspace)).map((key) => shown(visit, key)),
      })),
    );
    return {
      view: 'workspaces/keys',
      title: visit.t('team.keys_title', { workspace: pair.live.name }),
      data: {
        ...filled,
        ...frameOf(visit, pair, 'keys'),
        canMake,
        sides,
        kinds: (['sandbox', 'live'] as const).map((kind) => ({ value: kind, text: visit.t(`team.kind_${kind}`) })),
        packs: packs.map((pack) => ({ value: pack, text: visit.t(`team.pack_${pack}`) })),
        told: told(visit, ['key_revoked']),
      },
    };
  }

  async function keysOf(workspace: Workspace): Promise<ApiKey[]> {
    const keys = await db.workspace(workspace.id, (tx) =>
      listApiKeys(tx, workspace, { before: null, limit: shownMax }),
    );
    return keys.filter(({ revoked_at }) => revoked_at === null);
  }

  pages.ownGet(`${home}/:id/keys`, (visit) =>
    withPair(visit, parts, async (pair) => showOwn(visit, await draw(visit, pair, empty)), 'api_keys:read'),
  );

  pages.ownPost(`${home}/:id/keys`, (visit, form) =>
    withPair(
      visit,
      parts,
      (pair) =>
        answerForm(visit, form, {
          show: showOwn,
          draw: (_, filled) => draw(visit, pair, filled),
          act: () =>
            attempt(visit, async () => {
              const name = form.get('name');
              const pack = packs.find((one) => one === form.get('pack')) ?? 'messages';
              if (name === '' || name.length > 100) return again({ name: visit.t('team.name_wrong') });
              if (!isConfirmed(visit.reader.session, visit.now)) return confirmFirst(pagePath(pair, 'keys'));
              const workspace = form.get('kind') === 'live' ? pair.live : pair.sandbox;
              const text = await make(visit, workspace, { name, scopes: scopesOf(pair, pack) });
              // Seen once: on the answer itself, which no address leads back to.
              return { is: 'page', page: drawMade(visit, pair, { workspace, text }) };
            }),
        }),
      'api_keys:write',
    ),
  );

  async function make(
    visit: OwnVisit,
    workspace: Workspace,
    key: { name: string; scopes: Permission[] },
  ): Promise<string> {
    const { person } = visit.reader;
    const createdBy = showId('person', person.id);
    return db.workspace(workspace.id, async (tx) => {
      const made = await makeApiKey(tx, workspace, {
        ...key,
        devices: null,
        expiresAt: null,
        createdBy,
        at: visit.now,
      });
      const details = { scopes: key.scopes.join(' ') };
      await recordAudit(tx, { ...noted(visit, workspace), action: 'api_key.made', target: made.key.id, details });
      return made.text;
    });
  }

  pages.ownPost(`${home}/:id/keys/revoke`, (visit, form) =>
    withPair(
      visit,
      parts,
      async (pair) => {
        const workspace = form.get('kind') === 'live' ? pair.live : pair.sandbox;
        const id = parseId('apiKey', form.get('key'));
        const publicId = await db.workspace(workspace.id, async (tx) => {
          const revoked = id && (await revokeApiKey(tx, workspace, id));
          if (!id || !revoked) return undefined;
          await recordAudit(tx, {
            ...noted(visit, workspace),
            action: 'api_key.revoked',
            target: showId('apiKey', id),
          });
          return revoked;
        });
        if (publicId) forgetKey(publicId);
        return visit.reply.redirect(`${pagePath(pair, 'keys')}?told=key_revoked`, 303);
      },
      'api_keys:write',
    ),
  );
}

function noted(visit: OwnVisit, workspace: Workspace) {
  const { person } = visit.reader;
  return {
    chain: workspace.id,
    actor: { kind: 'person', id: showId('person', person.id) },
    personal: { person: person.id, email: person.email, ...whereFrom(visit) },
    requestId: visit.request.id,
    at: visit.now,
  } as const;
}

/** Nobody gives what they do not have. */
function scopesOf({ role }: OwnPair, pack: Pack): Permission[] {
  const own: ReadonlySet<Permission> = roles[role].permissions;
  const wanted: ReadonlySet<Permission> = {
    messages: new Set<Permission>(['devices:read', 'messages:read', 'messages:send']),
    integration: roles.developer.permissions,
    everything: own,
  }[pack];
  return scopes.filter((scope) => own.has(scope) && wanted.has(scope));
}

function drawMade(visit: OwnVisit, pair: OwnPair, { workspace, text }: { workspace: Workspace; text: string }): Page {
  const { origin } = visit.brand;
  const auth = `-H 'Authorization: Bearer ${text}'`;
  const body = JSON.stringify({ to: pretendCustomer, type: 'text', text: { body: 'Hello' } });
  const line =
    workspace.kind === 'sandbox'
      ? `curl -s ${origin}/v1/messages ${auth} -H 'Content-Type: application/json' -d '${body}'`
      : `curl -s ${origin}/v1/devices ${auth}`;
  return {
    view: 'workspaces/key-made',
    title: visit.t('team.key_made_title'),
    data: { ...frameOf(visit, pair, 'keys'), key: text, line, kind: workspace.kind },
  };
}

function shown(visit: OwnVisit, key: ApiKey) {
  const day = (at: string | null) => at && formatDate(visit.language, new Date(at));
  return { ...key, made: day(key.created_at), used: day(key.last_used_at), ends: day(key.expires_at) };
}
