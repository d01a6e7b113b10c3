import type { FastifyReply } from 'fastify';
import type { Db } from '../../db/db.ts';
import { readHouseSettings } from '../../installation/installation.ts';
import { formatDate, languageFacts, type TextKey } from '../../languages/languages.ts';
import type { LegalDocument, LegalVersion } from '../../legal/legal.ts';
import {
  compareTexts,
  documentName,
  fill,
  isLegalDocument,
  listVersions,
  renderDocument,
  told,
} from '../../legal/legal.ts';
import { type ShowPage, showMissing } from '../page.ts';
import { type PageRoutes, param } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { type Ground, hrefFor, htmlValues, textValues } from './document-values.ts';
import { lackingIdentity } from './identity.ts';

type Deps = { pages: PageRoutes; show: ShowPage; db: Db; providers: Ground['providers'] };

/** The documents, the list of their versions, each version, and what changed in it. */
export function documentRoutes({ pages, show, db, providers }: Deps): void {
  /** Answers with the document an address names and its versions, the newest first; or that there is no such page. */
  const onDocument =
    (answer: (visit: Visit, found: Found) => FastifyReply) =>
    async (visit: Visit): Promise<FastifyReply> => {
      const document = param(visit, 'document');
      if (!isLegalDocument(document)) return showMissing(visit, show);
      const { versions, house } = await db.system(async (tx) => ({
        versions: await listVersions(tx, document),
        house: await readHouseSettings(tx),
      }));
      const [newest] = versions;
      if (!newest) return showMissing(visit, show);
      return answer(visit, { document, versions, newest, ground: { house, providers } });
    };

  pages.get(
    '/legal/:document',
    onDocument((visit, found) => showDocument(visit, show, { ...found, version: found.newest })),
  );
  pages.get(
    '/legal/:document/versions/:version',
    onDocument((visit, found) => {
      const version = found.versions.find((one) => String(one.version) === param(visit, 'version'));
      return version ? showDocument(visit, show, { ...found, version }) : showMissing(visit, show);
    }),
  );
  pages.get(
    '/legal/:document/history',
    onDocument((visit, found) => showHistory(visit, show, found)),
  );
  pages.get(
    '/legal/:document/versions/:version/changes',
    onDocument((visit, found) => {
      const at = found.versions.findIndex((one) => String(one.version) === param(visit, 'version'));
      const [version, older] = [found.versions[at], found.versions[at + 1]];
      return version && older ? showChanges(visit, show, { ...found, version, older }) : showMissing(visit, show);
    }),
  );
}

const about: Record<LegalDocument, TextKey> = {
  terms: 'legal.about_terms',
  privacy: 'legal.about_privacy',
  disclaimer: 'legal.about_disclaimer',
  cookies: 'legal.about_cookies',
  'acceptable-use': 'legal.about_acceptable_use',
};

type Found = { document: LegalDocument; versions: LegalVersion[]; newest: LegalVersion; ground: Ground };

function showDocument(
  visit: Visit,
  show: ShowPage,
  { document, version, versions, newest, ground }: Found & { version: LegalVersion },
): FastifyReply {
  const { t, language, now } = visit;
  const values = htmlValues(visit, ground);
  const { lead, body, sections } = renderDocument(version.markdown, hrefFor(visit));
  const name = documentName(t, version);
  const isNewest = version === newest;
  const today = now.toISOString().slice(0, 10);
  const before = versions.find((one) => one.version < version.version && one.effectiveOn <= today);
  const title = isNewest ? name : t('legal.old_title', { name, version: version.version });
  return show(visit, {
    view: 'legal/document',
    title,
    description: t(about[document], { brand: visit.brand.name }),
    style: 'legal.css',
    indexed: isNewest,
    data: {
      name,
      document,
      version: version.version,
      newest: newest.version,
      isNewest,
      updated: dated(visit, version.updatedOn),
      effective: version.effectiveOn > today ? dated(visit, version.effectiveOn) : null,
      holds: version.effectiveOn > today ? before?.version : undefined,
      lacks: lackingIdentity(t, ground.house),
      isEnglish: language === 'en',
      summary: told(version.summaries, { language, dir: languageFacts(language).dir }),
      lead: fill(lead, values),
      body: fill(body, values),
      sections: sections.map((section) => ({ ...section, title: fill(section.title, textValues(visit, ground)) })),
    },
  });
}

function showHistory(visit: Visit, show: ShowPage, { document, versions, newest }: Found): FastifyReply {
  const { t, language } = visit;
  const name = documentName(t, newest);
  const { dir } = languageFacts(language);
  return show(visit, {
    view: 'legal/history',
    title: t('legal.history_title', { name }),
    description: t('legal.history_lead', { name }),
    style: 'legal.css',
    indexed: false,
    data: {
      document,
      name,
      versions: versions.map((version, n) => ({
        ...version,
        older: versions[n + 1]?.version ?? null,
        updated: dated(visit, version.updatedOn),
        effective: dated(visit, version.effectiveOn),
        summary: told(version.summaries, { language, dir }),
      })),
    },
  });
}

function showChanges(
  visit: Visit,
  show: ShowPage,
  { document, version, older, ground }: Found & { version: LegalVersion; older: LegalVersion },
): FastifyReply {
  const { t, language } = visit;
  const name = documentName(t, version);
  const values = textValues(visit, ground);
  return show(visit, {
    view: 'legal/changes',
    title: t('legal.changes_title', { name, version: version.version }),
    description: t('legal.changes_title', { name, version: version.version }),
    style: 'legal.css',
    indexed: false,
    data: {
      document,
      name,
      version: version.version,
      older: older.version,
      updated: dated(visit, version.updatedOn),
      summary: told(version.summaries, { language, dir: languageFacts(language).dir }),
      lines: compareTexts(fill(older.markdown, values), fill(version.markdown, values)),
    },
  });
}

function dated({ language }: Visit, date: string): { date: string; text: string } {
  return { date, text: formatDate(language, new Date(date)) };
}
