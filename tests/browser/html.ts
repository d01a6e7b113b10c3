import { HtmlValidate } from 'html-validate';

// The rules that do not fit: void elements and doctype are written in one style by the formatter of our eyes, and a
// class of links to phones does not exist here. Everything else of the recommended set holds.
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // A code block that scrolls is a <pre> that must take focus and have a name: it cannot be a <section>.
  rules: {
    'prefer-native-element': ['error', { exclude: ['region'] }],
    'void-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
  },
});

/** What is wrong with a page's markup: one line each, with its place. */
export async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}
