import type { Language, Translate } from '../../languages/languages.ts';
import { formatMoney, formatNumber } from '../../languages/languages.ts';
import type { LimitKey, Plan, Price } from '../../workspaces/workspaces.ts';
import { isLimitKey, limits, listPlans } from '../../workspaces/workspaces.ts';
import type { Front } from './deps.ts';

/** What costs what, and what counts: from the plans of the brand's reseller and the one table of limits. */
export function pricingRoutes({ pages, show, db }: Front): void {
  pages.get('/pricing', async (visit) => {
    const plans = await db.system((tx) => listPlans(tx, visit.brand.reseller));
    const { t, language } = visit;
    return show(visit, {
      view: 'front/pricing',
      title: t('pricing.title'),
      description: t('pricing.description'),
      style: 'front.css',
      data: { plans: plans.map((plan) => planRow(plan, t, language)), limits: limitRows(t, language) },
    });
  });
}

function planRow({ plan, name, limits: own, prices }: Plan, t: Translate, language: Language) {
  return {
    name: plan === 'self_hosted' ? t('pricing.self_hosted') : name,
    price: prices.length === 0 ? [t('pricing.no_price')] : prices.map((price) => priceText(price, t, language)),
    isSelfHosted: plan === 'self_hosted',
    differs: Object.entries(own).flatMap(([key, value]) =>
      isLimitKey(key) ? [{ name: t(`limits.${key}.name`), amount: amount(key, value, { t, language }) }] : [],
    ),
  };
}

function priceText({ every, ...price }: Price, t: Translate, language: Language): string {
  return t(every === 'month' ? 'pricing.per_month' : 'pricing.per_year', { price: formatMoney(language, price) });
}

/** Every limit as the page prints it, in the order of the table. */
function limitRows(t: Translate, language: Language) {
  return Object.keys(limits)
    .filter(isLimitKey)
    .map((key) => {
      const { per, period, live, sandbox } = limits[key];
      return {
        key,
        name: t(`limits.${key}.name`),
        counts: t(`limits.${key}.counts`),
        never: t(`limits.${key}.never`),
        live: amount(key, live, { t, language }),
        sandbox: amount(key, sandbox, { t, language }),
        scope: [t(`limits.per_${per}`), ...(period === 'each' ? [] : [t(`limits.period_${period}`)])],
      };
    });
}

function amount(key: LimitKey, count: number, { t, language }: { t: Translate; language: Language }): string {
  return t(`limits.amount_${limits[key].unit}`, { count, n: formatNumber(language, count) });
}
