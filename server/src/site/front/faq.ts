import { formatNumber, localPath } from '../../languages/languages.ts';
import { limits } from '../../workspaces/workspaces.ts';
import type { LinkedFacts } from '../linked-data.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import type { Front } from './deps.ts';
import { finds } from './finds.ts';
import { groups, questions } from './questions.ts';

const askedMax = 100;

/** Where the links of the answers lead. */
const places = {
  contact: '/contact',
  cookies: '/legal/cookies',
  pricing: '/pricing',
  report: '/report-abuse',
  resellers: '/resellers',
  start: '/get-started',
};

/** Questions and answers; `?q=` shows those that hold all its words. */
export function faqRoutes({ pages, show }: Front): void {
  pages.get('/faq', (visit) => {
    const { t } = visit;
    const asked = queried(visit, 'q').trim().slice(0, askedMax);
    const all = answered(visit);
    const found = all.filter(({ plain }) => finds(plain, asked));
    return show(visit, {
      view: 'front/faq',
      title: t('faq.title'),
      description: t('faq.description'),
      style: 'front.css',
      script: 'live.js',
      // A search is no page of its own.
      indexed: asked === '',
      facts: factsOf(all),
      data: {
        asked,
        found: found.length,
        groups: groups
          .map((name) => ({
            name,
            title: t(`faq.group_${name}`),
            questions: found.filter(({ group }) => group === name),
          }))
          .filter((group) => group.questions.length > 0),
      },
    });
  });
}

type Answered = ReturnType<typeof answered>[number];

function answered({ t, language, brand }: Visit) {
  const links = {
    ...Object.fromEntries(Object.entries(places).map(([name, path]) => [name, localPath(language, path)] as const)),
    security: '/security',
  };
  const values = { brand: brand.name, n: formatNumber(language, limits.new_recipients_per_day.live) };
  return questions.map((one) => ({
    ...one,
    refuses: 'refuses' in one,
    question: t(`faq.${one.id}.q`),
    answer: t.html(`faq.${one.id}.a`, values, links),
    plain: `${t(`faq.${one.id}.q`)} ${t(`faq.${one.id}.a`, values)}`,
    said: t(`faq.${one.id}.a`, values),
  }));
}

function factsOf(all: Answered[]): LinkedFacts {
  return {
    '@type': 'FAQPage',
    mainEntity: all.map(({ question, said }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: said },
    })),
  };
}
