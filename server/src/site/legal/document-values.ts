import type { Provider } from '../../config/config.ts';
import type { HouseSettings } from '../../installation/installation.ts';
import { escapeHtml, localPath } from '../../languages/languages.ts';
import type { Placeholder } from '../../legal/legal.ts';
import type { Visit } from '../visit.ts';
import { identityPart } from './identity.ts';
import { cookiesTable, providersTable } from './tables.ts';

export type Ground = { house: HouseSettings; providers: readonly Provider[] };

/** Addresses that exist once, without a language in front. */
const withoutLanguage = /^\/(account|admin|reference|errors)(\/|$)/;

/** Where a link of a document leads for this reader. */
export function hrefFor({ language }: Pick<Visit, 'language'>): (path: string) => string {
  return (path) => (withoutLanguage.test(path) ? path : localPath(language, path));
}

/** What stands in the place of each placeholder, as safe HTML. */
export function htmlValues(visit: Visit, ground: Ground): Record<Placeholder, string> {
  const { cookies_table, providers_table, ...plain } = textValues(visit, ground);
  const { t, brand } = visit;
  const escaped = (name: keyof typeof plain) => escapeHtml(plain[name]);
  return {
    brand: `<bdi>${escaped('brand')}</bdi>`,
    site: escaped('site'),
    operator_name: `<bdi>${escaped('operator_name')}</bdi>`,
    operator_address: `<bdi>${escaped('operator_address')}</bdi>`,
    operator_email: mailLink(ground.house.legalEmail.trim(), escaped('operator_email')),
    operator_law: escaped('operator_law'),
    limits_link: escaped('limits_link'),
    cookies_table: cookiesTable(t, { providers: ground.providers, isSecure: brand.origin.startsWith('https:') }),
    providers_table: providersTable(t, ground.providers),
  };
}

/** The same as plain text, for comparing versions; tables are only named. */
export function textValues(visit: Visit, { house }: Ground): Record<Placeholder, string> {
  return {
    brand: visit.brand.name,
    site: visit.brand.origin,
    operator_name: identityPart(house.legalName, 'the operator of this installation has not given a name'),
    operator_address: identityPart(house.legalAddress, 'the operator has not given a postal address'),
    operator_email: identityPart(house.legalEmail, 'the operator has not given an e-mail address'),
    operator_law: identityPart(house.legalLaw, 'the operator has not named a law'),
    limits_link: hrefFor(visit)('/pricing'),
    cookies_table: '[the table of cookies]',
    providers_table: '[the table of third parties]',
  };
}

function mailLink(given: string, shown: string): string {
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(given) ? `<a href="mailto:${encodeURI(given)}">${shown}</a>` : shown;
}
