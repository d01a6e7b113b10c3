import { newReference, readReference } from '../../base/reference.ts';
import type { Topic } from '../../tickets/tickets.ts';
import { publicEmail, topics } from '../../tickets/tickets.ts';
import type { Filled } from '../answer-form.ts';
import { answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Page } from '../page.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import type { Inquiries } from './deps.ts';
import { createDrawReport } from './report.ts';
import { isTrapped, takeTurn, thanksPath } from './stranger.ts';
import { readTyped } from './typed.ts';

/** `/contact`: a question to whoever runs this; and the page that thanks for everything that was sent. */
export function contactRoutes(inquiries: Inquiries): void {
  const { pages, show, db, tickets } = inquiries;
  const drawReport = createDrawReport(inquiries);

  async function draw(visit: Visit, { values, faults }: Filled): Promise<Page> {
    const { reader, t } = visit;
    const known = reader.is === 'signed_in' ? { name: reader.person.name, email: reader.person.email } : {};
    return {
      view: 'inquiries/contact',
      title: t('contact.title'),
      description: t('contact.description'),
      style: 'inquiries.css',
      script: 'form.js',
      data: {
        faults,
        values: { topic: queried(visit, 'topic'), body: queried(visit, 'body'), ...known, ...values },
        topics: topics.map((topic) => ({ value: topic, text: t(`contact.topic_${topic}`) })),
        email: await db.system((tx) => publicEmail(tx, visit.brand)),
      },
    };
  }

  pages.get('/contact', async (visit) => show(visit, await draw(visit, empty)));

  pages.post('/contact', (visit, form) =>
    answerForm(visit, form, {
      show,
      draw,
      act: async () => {
        const { t, reader } = visit;
        if (isTrapped(form)) return go(thanksPath(visit, newReference('T')));
        // A report needs more than this form asks; what was typed comes along.
        if (form.get('topic') === 'abuse') {
          const values = { body: form.get('body'), email: form.get('email') };
          return { is: 'page', page: await drawReport(visit, { values, faults: {} }) };
        }
        const { typed, faults } = readTyped(form, t, {
          topic: { is: 'one_of', of: topics, missing: 'contact.topic_missing' },
          name: { is: 'letters', min: 1, max: 100, missing: 'contact.name_missing' },
          email: { is: 'email' },
          body: { is: 'letters', min: 10, max: 5_000, missing: 'contact.message_missing' },
        });
        if (Object.keys(faults).length > 0) return { is: 'again', faults };
        const full = await takeTurn(inquiries, visit, { kind: 'contact', by: typed.email });
        if (full) return slowDown(visit, full.retryAfterSeconds);
        const { reference } = await tickets.open({
          brand: visit.brand,
          // One of the list, as it was just read.
          topic: typed.topic as Topic,
          name: typed.name,
          email: typed.email,
          language: visit.language,
          body: typed.body,
          person: reader.is === 'signed_in' ? reader.person.id : null,
        });
        return go(thanksPath(visit, reference));
      },
    }),
  );

  pages.get('/contact/sent', (visit) =>
    show(visit, {
      view: 'inquiries/sent',
      title: visit.t('contact.sent_title'),
      description: visit.t('contact.sent_title'),
      style: 'inquiries.css',
      indexed: false,
      data: { reference: sentReference(queried(visit, 'reference')) },
    }),
  );
}

/** Only a reference is printed, whatever the address says. */
function sentReference(text: string): string | undefined {
  return ['T', 'RA', 'AB'].map((prefix) => readReference(prefix, text)).find((found) => found !== undefined);
}
