import type { FastifyReply } from 'fastify';
import { Problem } from '../base/problem.ts';
import type { Form } from './form.ts';
import { isSecretName } from './form.ts';
import type { Page } from './page.ts';
import type { Visit } from './visit.ts';
import { waitText } from './wait.ts';

/** What is wrong with a form, as sentences by the names of its fields, in their order; `form` is about all of it. */
export type Faults = Record<string, string>;

/** What a form page shows: what was typed, and what is wrong with it. */
export type Filled = { values: Record<string, string>; faults: Faults };

/** What became of a form: on to another page, a page as its answer, or the same form again. */
export type Outcome =
  | { is: 'go'; to: string }
  | { is: 'page'; page: Page }
  | { is: 'again'; faults: Faults; status?: 403 | 429 | 503 };

/** Makes the page of a form; the same for its first showing and for every refusal. */
export type Draw<V extends Visit> = (visit: V, filled: Filled) => Page | Promise<Page>;

export const empty: Filled = { values: {}, faults: {} };

export const go = (to: string): Outcome => ({ is: 'go', to });
export const again = (faults: Faults): Outcome => ({ is: 'again', faults });

/** The answer to somebody who tries too often: the wait in words, and for programs in `Retry-After`. */
export function slowDown({ reply, t }: Visit, retryAfterSeconds: number): Outcome {
  reply.header('retry-after', String(retryAfterSeconds));
  return { is: 'again', status: 429, faults: { form: t('wait.too_often', { wait: waitText(t, retryAfterSeconds) }) } };
}

/**
 * Answers a form that came in. A refusal shows the form again with what was typed, but never a password or code; so does a house
 * that has no room for it at the moment.
 */
export async function answerForm<V extends Visit>(
  visit: V,
  form: Form,
  { show, draw, act }: { show: (visit: V, page: Page) => FastifyReply; draw: Draw<V>; act: () => Promise<Outcome> },
): Promise<FastifyReply> {
  const outcome = await act().catch((error: unknown) => full(visit, error));
  switch (outcome.is) {
    case 'go':
      return visit.reply.redirect(outcome.to, 303);
    case 'page':
      return show(visit, outcome.page);
    case 'again': {
      const values = Object.fromEntries(form.entries().filter(([name]) => !isSecretName(name)));
      const page = await draw(visit, { values, faults: outcome.faults });
      const title = visit.t('form.again_title', { title: page.title });
      return show(visit, { ...page, title, status: outcome.status ?? 422 });
    }
  }
}

function full({ reply, t }: Visit, error: unknown): Outcome {
  if (!(error instanceof Problem) || error.code !== 'unavailable') throw error;
  const seconds = error.told.retryAfterSeconds ?? 5;
  reply.header('retry-after', String(seconds));
  return { is: 'again', status: 503, faults: { form: t('wait.busy', { wait: waitText(t, seconds) }) } };
}
