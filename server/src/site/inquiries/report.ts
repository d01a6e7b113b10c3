import type { Phone } from '../../base/phone.ts';
import { phoneCountries, readPhoneOfCountry } from '../../base/phone.ts';
import { newReference } from '../../base/reference.ts';
import type { CaseReason } from '../../cases/cases.ts';
import { casePath, caseReasons } from '../../cases/cases.ts';
import type { Language } from '../../languages/languages.ts';
import { countryNames, localPath } from '../../languages/languages.ts';
import type { Draw } from '../answer-form.ts';
import { answerForm, empty, go, slowDown } from '../answer-form.ts';
import type { Visit } from '../visit.ts';
import type { Inquiries } from './deps.ts';
import { isTrapped, takeTurn, thanksPath } from './stranger.ts';
import { readTyped } from './typed.ts';

const callingCodes = new Map(phoneCountries().map(({ country, callingCode }) => [country, callingCode]));

/** Where most who read a language dial from; others choose. */
const homes: Record<string, string> = { id: 'ID', 'pt-BR': 'BR' };

/** `/report-abuse`: for somebody who was written to by a number that is used here, or may be. */
export function reportRoutes(inquiries: Inquiries): void {
  const { pages, show, cases } = inquiries;
  const draw = createDrawReport(inquiries);

  pages.get('/report-abuse', async (visit) => show(visit, await draw(visit, empty)));

  pages.post('/report-abuse', (visit, form) =>
    answerForm(visit, form, {
      show,
      draw,
      act: async () => {
        const { t } = visit;
        if (isTrapped(form)) return go(thanksPath(visit, newReference('AB')));
        const desk = await cases.desk();
        const { typed, faults } = readTyped(form, t, {
          reason: { is: 'one_of', of: caseReasons, missing: 'report.reason_missing' },
          body: { is: 'letters', min: 10, max: 5_000, missing: 'report.body_missing' },
          email: { is: 'email', optional: desk !== undefined },
        });
        const read = (name: 'reported' | 'own'): Phone | undefined => {
          const reading = readPhoneOfCountry(form.get(name), form.get('country'), {
            possible: desk?.isSandbox ?? false,
          });
          if (reading.ok) return reading.phone;
          faults[name] = t(form.get(name) === '' ? `report.${name}_missing` : `report.${name}_wrong`);
          return undefined;
        };
        const [reportedPhone, reporterPhone] = [read('reported'), read('own')];
        if (reportedPhone && reportedPhone === reporterPhone) faults['own'] = t('report.same_phone');
        if (!reportedPhone || !reporterPhone || Object.keys(faults).length > 0) {
          return { is: 'again', faults: inOrder(faults) };
        }
        const full = await takeTurn(inquiries, visit, { kind: 'report', by: reporterPhone });
        if (full) return slowDown(visit, full.retryAfterSeconds);
        const { abuseCase, secret } = await cases.report({
          brand: visit.brand,
          reporterPhone,
          reportedPhone,
          email: typed.email === '' ? null : typed.email,
          language: visit.language,
          // One of the list, as it was just read.
          reason: typed.reason as CaseReason,
          body: typed.body,
        });
        return go(localPath(visit.language, casePath(abuseCase.reference, secret)));
      },
    }),
  );
}

/** The page of the form; the contact form leads to it too, with what was typed there. */
export function createDrawReport({ cases }: Pick<Inquiries, 'cases'>): Draw<Visit> {
  return async (visit, { values, faults }) => {
    const { t, language } = visit;
    return {
      view: 'inquiries/report',
      title: t('report.title'),
      description: t('report.description'),
      style: 'inquiries.css',
      script: 'form.js',
      data: {
        faults,
        values: { country: homes[language] ?? '', ...values },
        hasDesk: (await cases.desk()) !== undefined,
        countries: countriesWithCodes(language, t('report.no_country')),
        reasons: [
          { value: '', text: t('typed.choose_one') },
          ...caseReasons.map((reason) => ({ value: reason, text: t(`report.reason_${reason}`) })),
        ],
      },
    };
  };
}

function countriesWithCodes(language: Language, none: string) {
  const named = countryNames(language, [...callingCodes.keys()]).map(({ value, text }) => {
    // Isolated, so that the plus stays before the digits in right-to-left text.
    return { value, text: `${text} (\u2066${callingCodes.get(value)}\u2069)` };
  });
  return [{ value: '', text: none }, ...named];
}

/** Faults in the order of the fields. */
function inOrder(faults: Record<string, string>): Record<string, string> {
  const order = ['reported', 'own', 'country', 'reason', 'body', 'email'];
  return Object.fromEntries(order.flatMap((name) => (faults[name] === undefined ? [] : [[name, faults[name]]])));
}
