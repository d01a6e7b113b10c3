import { Readable } from 'node:stream';
import type { AuditRecord } from '../../audit/audit.ts';
import { exportAudit, listAudit } from '../../audit/audit.ts';
import { formatDateTime, isTextKey } from '../../languages/languages.ts';
import type { OwnPair } from '../../workspaces/workspaces.ts';
import type { OwnVisit } from '../routes.ts';
import { queried } from '../routes.ts';
import { home, pagePath, type TeamPages, withPair } from './parts.ts';
import { frameOf } from './team-routes.ts';

const pageSize = 50;

/** `/account/workspaces/:id/record`: who did what, in the live workspace and in its sandbox. */
export function recordRoutes(parts: TeamPages): void {
  const { pages, db, showOwn } = parts;

  pages.ownGet(`${home}/:id/record`, (visit) =>
    withPair(
      visit,
      parts,
      async (pair) => {
        const workspace = chosen(visit, pair);
        const [, edge] = /^([1-9][0-9]{0,17})$/.exec(queried(visit, 'before')) ?? [];
        const before = edge === undefined ? {} : { before: BigInt(edge) };
        const records = await db.workspace(workspace.id, (tx) =>
          listAudit(tx, workspace.id, { ...before, limit: pageSize + 1 }),
        );
        const kept = records.slice(0, pageSize);
        const last = kept.at(-1);
        const path = pagePath(pair, 'record');
        const of = workspace.kind === 'sandbox' ? '&of=sandbox' : '';
        return showOwn(visit, {
          view: 'workspaces/record',
          title: visit.t('team.record_title', { workspace: pair.live.name }),
          data: {
            ...frameOf(visit, pair, 'record'),
            entries: kept.map((record) => shown(visit, record)),
            kinds: (['live', 'sandbox'] as const).map((kind) => ({
              text: visit.t(`team.kind_${kind}`),
              href: kind === 'live' ? path : `${path}?of=sandbox`,
              isHere: kind === workspace.kind,
            })),
            older: records.length > pageSize && last ? `${path}?before=${last.n}${of}` : undefined,
            file: `${path}/export?${of.slice(1)}`.replace(/\?$/, ''),
          },
        });
      },
      'audit:read',
    ),
  );

  pages.ownGet(`${home}/:id/record/export`, (visit) =>
    withPair(
      visit,
      parts,
      async (pair) => {
        const { id } = chosen(visit, pair);
        const pieces = exportAudit((work) => db.workspace(id, work), id, 'jsonl');
        return visit.reply
          .headers({
            'content-type': 'application/x-ndjson',
            'content-disposition': 'attachment; filename="audit.jsonl"',
          })
          .send(Readable.from(pieces));
      },
      'audit:read',
    ),
  );
}

function chosen(visit: OwnVisit, { live, sandbox }: OwnPair) {
  return queried(visit, 'of') === 'sandbox' ? sandbox : live;
}

function shown(visit: OwnVisit, { at, action, actor, personal, target, details }: AuditRecord) {
  const key = `audit.${action.replace('.', '_')}`;
  const facts = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
  return {
    iso: at.toISOString(),
    time: formatDateTime(visit.language, at),
    // What has no text yet is told by its name.
    text: isTextKey(key) ? visit.t(key) : action,
    who: actor.kind === 'person' ? personal?.email : undefined,
    actor: actor.kind === 'house' || actor.kind === 'operator' ? visit.t(`team.by_${actor.kind}`) : (actor.id ?? ''),
    target: target ?? '',
    facts: facts.join(', '),
  };
}
