import { z } from 'zod';
import type { LegalDocument, Notice } from '../legal/legal.ts';
import { acknowledge, isLegalDocument, legalDocuments, listNotices as list } from '../legal/legal.ts';
import { whereFrom } from './act.ts';
import { personListing } from './listing.ts';
import { missing, personOperation } from './operation.ts';
import { noticeName, time } from './shapes.ts';

const tag = 'Account';

const day = z.string().meta({ format: 'date', examples: ['2026-11-22'] });

const noticeShape = z
  .object({
    id: noticeName,
    document: z.enum(legalDocuments),
    version: z.number().int(),
    title: z.string(),
    summary: z.string().describe('What changed, in your language where there is a text, else in English.'),
    url: z.string(),
    updated_on: day,
    effective_on: day,
    published_at: time,
    acknowledged_at: time.nullable(),
  })
  .meta({ id: 'Notice', description: 'A material change of a legal document that you have to be told of.' });

export const listNotices = personListing({
  id: 'listNotices',
  tag,
  summary: 'List notices',
  description: 'Newest first; open until acknowledged, on any device.',
  permission: null,
  item: noticeShape,
  async run({ tx, caller: { person }, origin }) {
    return (await list(tx, person)).map((notice) => show(notice, { language: person.language, origin }));
  },
});

export const acknowledgeNotice = personOperation({
  id: 'acknowledgeNotice',
  tag,
  summary: 'Acknowledge a notice',
  description: 'And the older open ones of the same document, since the newer text holds their changes too.',
  permission: null,
  rate: 'writes',
  path: { id: 'notice' },
  problems: ['not_found'],
  async run({ tx, caller, params, now, requestId }) {
    const named = readNoticeId(params.id);
    if (!named) throw missing();
    const known = await acknowledge(tx, {
      person: caller.person,
      ...named,
      at: now,
      from: whereFrom(caller),
      requestId,
    });
    if (!known) throw missing();
  },
});

function readNoticeId(text: string): { document: LegalDocument; version: number } | undefined {
  const [, document = '', version = ''] = /^([a-z-]+)-([1-9][0-9]{0,5})$/.exec(text) ?? [];
  return isLegalDocument(document) ? { document, version: Number(version) } : undefined;
}

function show(notice: Notice, { language, origin }: { language: string; origin: string }) {
  const { document, version, title, summaries, updatedOn, effectiveOn, publishedAt, doneAt } = notice;
  return {
    id: `${document}-${version}`,
    document,
    version,
    title,
    summary: summaries[language] ?? summaries['en'] ?? '',
    url: `${origin}/legal/${document}`,
    updated_on: updatedOn,
    effective_on: effectiveOn,
    published_at: publishedAt.toISOString(),
    acknowledged_at: doneAt?.toISOString() ?? null,
  };
}
