import type { Translate } from '../languages/languages.ts';

/** A place in the navigation. */
export type Place = { text: string; href: string };

export type Navigation = {
  main: Place[];
  account: Place[];
  start: Place;
  /** What the menu of somebody signed in leads to; empty for everybody else. */
  own: Place[];
  legal: Place[];
  footer: { title: string; places: Place[] }[];
};

/** The places of the site in one language; `here` turns a path into that language's address. */
export function navigation(
  t: Translate,
  here: (path: string) => string,
  who: 'nobody' | 'person' | 'operator',
): Navigation {
  const isSignedIn = who !== 'nobody';
  const place = (text: string, path: string): Place => ({ text, href: here(path) });
  const features = place(t('nav.features'), '/features');
  const resellers = place(t('nav.resellers'), '/resellers');
  const pricing = place(t('nav.pricing'), '/pricing');
  const own: Place = { text: t('nav.your_account'), href: '/account' };
  return {
    main: [features, resellers, pricing, place(t('nav.faq'), '/faq')],
    account: isSignedIn ? [] : [place(t('nav.login'), '/login')],
    start: isSignedIn ? own : place(t('nav.get_started'), '/register'),
    own: isSignedIn ? [own, ...(who === 'operator' ? [{ text: t('nav.console'), href: '/admin' }] : [])] : [],
    legal: [
      place(t('nav.terms_of_service'), '/legal/terms'),
      place(t('nav.privacy_policy'), '/legal/privacy'),
      place(t('nav.disclaimer'), '/legal/disclaimer'),
      place(t('nav.cookie_policy'), '/legal/cookies'),
      place(t('nav.acceptable_use'), '/legal/acceptable-use'),
      place(t('nav.contact_us'), '/contact'),
    ],
    footer: [
      {
        title: t('nav.product'),
        places: [
          features,
          resellers,
          pricing,
          { text: t('nav.reference'), href: '/reference' },
          place(t('nav.changelog'), '/changelog'),
          place(t('nav.status'), '/status'),
        ],
      },
      {
        title: t('nav.legal'),
        places: [
          place(t('nav.terms'), '/legal/terms'),
          place(t('nav.privacy'), '/legal/privacy'),
          place(t('nav.disclaimer'), '/legal/disclaimer'),
          place(t('nav.acceptable_use'), '/legal/acceptable-use'),
          place(t('nav.cookie_policy'), '/legal/cookies'),
          place(t('nav.cookie_settings'), '/cookie-settings'),
        ],
      },
      {
        title: t('nav.account'),
        places: isSignedIn
          ? [own, place(t('nav.contact'), '/contact')]
          : [
              place(t('nav.login'), '/login'),
              place(t('nav.register'), '/register'),
              place(t('nav.contact'), '/contact'),
            ],
      },
    ],
  };
}
