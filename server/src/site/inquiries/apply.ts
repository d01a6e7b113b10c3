import { phoneCountries } from '../../base/phone.ts';
import { newReference } from '../../base/reference.ts';
import { countryNames, localPath } from '../../languages/languages.ts';
import type { CustomerRange } from '../../resellers/resellers.ts';
import { applicationPath, customerRanges } from '../../resellers/resellers.ts';
import type { Filled } from '../answer-form.ts';
import { answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import type { Inquiries } from './deps.ts';
import { isTrapped, takeTurn, thanksPath } from './stranger.ts';
import { readTyped } from './typed.ts';

const countries = phoneCountries().map(({ country }) => country);

/** `/resellers/apply`: the form by which somebody asks to become a reseller. */
export function applyRoutes(inquiries: Inquiries): void {
  const { pages, show, applications } = inquiries;

  pages.get('/resellers/apply', (visit) => show(visit, draw(visit, empty)));

  pages.post('/resellers/apply', (visit, form) =>
    answerForm(visit, form, {
      show,
      draw,
      act: async () => {
        const { t } = visit;
        if (isTrapped(form)) return go(thanksPath(visit, newReference('RA')));
        const { typed, faults } = readTyped(form, t, {
          company: { is: 'letters', min: 1, max: 200, missing: 'apply.company_missing' },
          website: { is: 'web' },
          country: { is: 'one_of', of: countries, missing: 'apply.country_missing' },
          name: { is: 'letters', min: 1, max: 100, missing: 'contact.name_missing' },
          email: { is: 'email' },
          customers: { is: 'one_of', of: customerRanges, missing: 'apply.customers_missing' },
          use_case: { is: 'letters', min: 20, max: 5_000, missing: 'apply.use_case_missing' },
        });
        if (!form.has('agree')) faults['agree'] = t('apply.agree_missing');
        if (Object.keys(faults).length > 0) return { is: 'again', faults };
        const full = await takeTurn(inquiries, visit, { kind: 'application', by: typed.email });
        if (full) return slowDown(visit, full.retryAfterSeconds);
        const { application, secret } = await applications.apply({
          brand: visit.brand,
          company: typed.company,
          website: typed.website,
          country: typed.country,
          name: typed.name,
          email: typed.email,
          language: visit.language,
          // One of the list, as it was just read.
          customers: typed.customers as CustomerRange,
          useCase: typed.use_case,
        });
        return go(localPath(visit.language, applicationPath(application.reference, secret)));
      },
    }),
  );
}

function draw(visit: Visit, { values, faults }: Filled): Page {
  const { reader, t, language } = visit;
  const known = reader.is === 'signed_in' ? { name: reader.person.name, email: reader.person.email } : {};
  return {
    view: 'inquiries/apply',
    title: t('apply.title'),
    description: t('apply.description'),
    style: 'inquiries.css',
    script: 'form.js',
    data: {
      faults,
      values: { ...known, ...values },
      countries: [{ value: '', text: t('typed.choose_country') }, ...countryNames(language, countries)],
      ranges: [
        { value: '', text: t('typed.choose_one') },
        ...customerRanges.map((range) => ({ value: range, text: t(`apply.customers_${rangeKey[range]}`) })),
      ],
    },
  };
}

/** The part of a text's name for a range. */
export const rangeKey = {
  '1-10': '1_10',
  '11-50': '11_50',
  '51-200': '51_200',
  '200+': '200_more',
} as const satisfies Record<CustomerRange, string>;
