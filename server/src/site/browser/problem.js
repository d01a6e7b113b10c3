// @ts-check
import { list, make, part, theirs } from './dom.js';

/** @import { ProblemBody } from './api.js' */

/**
 * Shows a refusal where somebody acted: what it is, why, the way forward, and its page.
 * @param {string} id
 * @param {ProblemBody | null} problem
 */
export function showProblem(id, problem) {
  list(part(id, HTMLElement), problem ? [problem] : [], {
    key: ({ code, detail }) => `${code} ${detail}`,
    make: ({ title, detail, code, fix, errors, status }) =>
      make(
        'div',
        { class: 'refusal' },
        make('p', {}, make('b', {}, `${title}.`), ' ', theirs(detail)),
        ...(errors ?? []).map(({ path, message }) => make('p', {}, make('code', {}, path), ' ', theirs(message))),
        make(
          'p',
          {},
          ...(fix ? [fix.text, ' '] : []),
          ...(status > 0 ? [make('a', { href: `/errors/${encodeURIComponent(code)}` }, 'About this error')] : []),
        ),
      ),
  });
}
