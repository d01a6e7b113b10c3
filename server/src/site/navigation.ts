/** A place in the navigation. What is not built yet is named and marked, never linked to nothing. */
export type Place = { text: string; href: string } | { text: string; planned: true };

const planned = (text: string): Place => ({ text, planned: true });

export const navigation = {
  main: [
    { text: 'Features', href: '/#features' },
    { text: 'Resellers', href: '/#resellers' },
    { text: 'Pricing', href: '/#pricing' },
    { text: 'FAQ', href: '/#faq' },
  ],
  account: [planned('Login')],
  start: { text: 'Get started', href: '/#get-started' },
  legal: [
    planned('Terms of Service'),
    planned('Privacy Policy'),
    planned('Disclaimer'),
    { text: 'Cookie Policy', href: '/legal/cookies' },
    planned('Acceptable Use'),
    planned('Contact Us'),
  ],
  footer: [
    {
      title: 'Product',
      places: [
        { text: 'Features', href: '/#features' },
        { text: 'Resellers', href: '/#resellers' },
        { text: 'Pricing', href: '/#pricing' },
        { text: 'API reference', href: '/reference' },
      ],
    },
    {
      title: 'Legal',
      places: [
        planned('Terms'),
        planned('Privacy'),
        planned('Disclaimer'),
        planned('Acceptable Use'),
        { text: 'Cookie Policy', href: '/legal/cookies' },
      ],
    },
    { title: 'Account', places: [planned('Login'), planned('Register'), planned('Contact')] },
  ],
} satisfies Record<string, Place | Place[] | { title: string; places: Place[] }[]>;
