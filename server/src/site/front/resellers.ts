import { inkOn, readColour } from '../../base/colour.ts';
import { platformName } from '../../brands/brands.ts';
import type { Language } from '../../languages/languages.ts';
import { formatMoney, formatNumber, formatShare, minorDigits } from '../../languages/languages.ts';
import { queried } from '../routes.ts';
import type { Visit } from '../visit.ts';
import type { Front } from './deps.ts';
import { previewLook } from './look.ts';
import type { Currency } from './margin.ts';
import { amountMax, currencies, customersMax, isCurrency, reckonMargin } from './margin.ts';

const exampleAccent = '#0b5f6b';
const exampleCustomers = '25';
const nameMax = 60;
const figureMax = 20;

/** What somebody counts in who reads a language; dollars where we cannot tell. */
const homeCurrency: Partial<Record<string, Currency>> = { id: 'IDR', 'pt-BR': 'BRL' };

/**
 * The programme for resellers, with two things to try that need no script: `?name=&accent=` shows a brand, and
 * `?currency=&customers=&price=&cost=` adds up a margin. Nothing of it is kept.
 */
export function resellerRoutes({ app, pages, show, db }: Front): void {
  pages.get('/resellers', async (visit) => {
    const { t } = visit;
    const platform = await db.system(platformName);
    const look = previewLook(
      {
        name: queried(visit, 'name')
          .trim()
          .slice(0, nameMax + 1),
        accent: queried(visit, 'accent').trim().slice(0, 8),
      },
      { name: t('resellers.example_name'), accent: exampleAccent, platformName: platform },
    );
    return show(visit, {
      view: 'front/resellers',
      title: t('resellers.title'),
      description: t('resellers.description'),
      style: ['front.css', 'resellers.css'],
      script: 'live.js',
      data: { look, nameMax, ...marginOf(visit) },
    });
  });

  // Nothing may stand inline, so the colour of a preview comes as a style sheet; the script sets it by itself.
  app.get<{ Params: { file: string } }>('/resellers/colour/:file', (request, reply) => {
    const colour = /^[0-9a-f]{6}\.css$/.test(request.params.file) && readColour(request.params.file.slice(0, 6));
    if (!colour) return reply.callNotFound();
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(`.branded{--accent:${colour};--on-accent:${inkOn(colour)}}\n`);
  });
}

/** The calculator's fields as they were typed, and its answer in the words and digits of the page's language. */
function marginOf(visit: Visit) {
  const { t, language } = visit;
  const asked = queried(visit, 'currency');
  const currency = isCurrency(asked) ? asked : (homeCurrency[language] ?? 'USD');
  const figure = (name: string, example: string) => queried(visit, name).trim().slice(0, figureMax) || example;
  const typed = {
    customers: figure('customers', exampleCustomers),
    price: figure('price', currencies[currency].price),
    cost: figure('cost', currencies[currency].cost),
  };
  const sum = reckonMargin(typed, currency);
  return {
    typed,
    currency,
    currencies: Object.keys(currencies).map((code) => ({ code, isThis: code === currency })),
    decimals: minorDigits(currency),
    faults:
      sum.is === 'refused' ? sum.faults.map((fault) => t(`resellers.bad_${fault}`, boundsOf(fault, language))) : [],
    sum: sum.is === 'good' ? sumTexts(sum, { visit, currency }) : undefined,
  };
}

function boundsOf(fault: 'customers' | 'charge' | 'cost', language: Language): { max: string } {
  return { max: formatNumber(language, fault === 'customers' ? customersMax : amountMax) };
}

type Sum = Extract<ReturnType<typeof reckonMargin>, { is: 'good' }>;

function sumTexts({ paid, costs, kept, perMille }: Sum, { visit, currency }: { visit: Visit; currency: Currency }) {
  const money = (minor: bigint) => formatMoney(visit.language, { minor, currency });
  return {
    paid: money(paid),
    costs: money(-costs),
    isLoss: kept < 0n,
    kept: money(kept < 0n ? -kept : kept),
    share: perMille !== undefined && kept > 0n ? formatShare(visit.language, perMille) : undefined,
  };
}
