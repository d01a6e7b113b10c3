import type { Provider } from '../../config/config.ts';
import { formatDate, languageFacts, localPath } from '../../languages/languages.ts';
import type { LegalDocument, Notice, Told } from '../../legal/legal.ts';
import { documentName, optionalProviders, told } from '../../legal/legal.ts';
import type { Visit } from '../visit.ts';

/** One document that changed, with all its changes the person has not acknowledged, the newest first. */
export type OpenNotice = {
  document: LegalDocument;
  name: string;
  /** The newest version; acknowledging it acknowledges the older ones. */
  version: number;
  /** When it takes effect, where that is still to come. */
  effective: { date: string; text: string } | null;
  summaries: Told[];
  href: string;
  changes: string;
};

/** What stands above a page for this visitor: open notices, and the question about what is optional. */
export type Bands = {
  notices: OpenNotice[];
  question: Question | null;
  /** Where a form in a band leads back to. */
  back: string;
};

export type Question = { providers: { name: string; purpose: Told }[] };

export function bandsOf(visit: Visit, providers: readonly Provider[]): Bands {
  const { request, language } = visit;
  return {
    notices: openNoticesOf(visit),
    question: questionOf(visit, providers),
    back: request.method === 'GET' ? request.url : localPath(language, '/'),
  };
}

function openNoticesOf(visit: Visit): OpenNotice[] {
  const documents = [...new Set(visit.notices.map(({ document }) => document))];
  return documents.flatMap((document) => {
    const open = visit.notices.filter((notice) => notice.document === document);
    const newest = open.reduce((a, b) => (b.version > a.version ? b : a));
    return [describe(visit, newest, open)];
  });
}

function describe({ language, t, now }: Visit, newest: Notice, open: Notice[]): OpenNotice {
  const { document, version, effectiveOn } = newest;
  const isAhead = effectiveOn > now.toISOString().slice(0, 10);
  const here = (path: string) => localPath(language, path);
  return {
    document,
    name: documentName(t, newest),
    version,
    effective: isAhead ? { date: effectiveOn, text: formatDate(language, new Date(effectiveOn)) } : null,
    summaries: open.map(({ summaries }) => told(summaries, { language, dir: languageFacts(language).dir })),
    href: here(`/legal/${document}`),
    changes: here(`/legal/${document}/versions/${version}/changes`),
  };
}

function questionOf({ consent, language, path }: Visit, providers: readonly Provider[]): Question | null {
  // The page of the settings asks the same, in full.
  if (consent.is !== 'unasked' || path === '/cookie-settings') return null;
  const { dir } = languageFacts(language);
  return {
    providers: optionalProviders(providers).map(({ name, purpose }) => ({
      name,
      purpose: told(purpose, { language, dir }),
    })),
  };
}
