import type { FastifyReply } from 'fastify';
import { hasOperator, lookAtSetUp } from '../../accounts/accounts.ts';
import { answerSection, fill } from '../admin/settings/answer-section.ts';
import type { Section } from '../admin/settings/section.ts';
import { textName } from '../admin/settings/section.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, go } from '../answer-form.ts';
import type { Page, ShowPage } from '../page.ts';
import { showMissing } from '../page.ts';
import { showCut } from '../plain-http.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { param } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { type Founding, found, readFounder } from './found.ts';

/**
 * The first set-up. The link on the console makes the operator; whatever follows is decided signed in, step by step, and can be
 * skipped: each step has its page under `/admin/settings` too.
 */
export function setupRoutes(
  pages: PageRoutes,
  showPage: ShowPage,
  { sections, ...deps }: Founding & { sections: Section[] },
): void {
  const addresses = sections.map(({ name }) => `/setup/${name}`);

  function show(visit: Visit, page: Omit<Page, 'description'>): FastifyReply {
    visit.reply.header('cache-control', 'no-store');
    return showPage(visit, { style: 'admin.css', script: 'form.js', indexed: false, description: page.title, ...page });
  }

  /** `here`: the number of the step that is shown, from 0; null on the last page. */
  function steps({ t }: Visit, here: number | null) {
    const texts = [t('setup.operator'), ...sections.map(({ name }) => t(`setting.${textName(name)}_title`))];
    return texts.map((text, n) => ({
      text,
      isThis: n === here,
      // The first step is done for good, and nobody gets further before it is.
      href: n === 0 || here === 0 ? null : addresses[n - 1],
    }));
  }

  async function showStale(visit: Visit): Promise<FastifyReply> {
    const data = { hasOperator: await deps.db.system(hasOperator) };
    return show(visit, { view: 'setup/stale', title: visit.t('setup.stale_title'), status: 410, data });
  }

  /** Only the platform's own host sets it up, and only over a way on which a password is safe. */
  async function whileFresh(visit: Visit, answer: () => Promise<FastifyReply> | FastifyReply): Promise<FastifyReply> {
    if (!visit.brand.isPlatform) return showMissing(visit, showPage);
    if (visit.protection === 'cut') return showCut(visit, showPage);
    const isFresh = await deps.db.system((tx) => lookAtSetUp(tx, param(visit, 'token'), visit.now));
    return isFresh ? answer() : showStale(visit);
  }

  const drawOperator = (visit: Visit, filled: Filled): Page => ({
    view: 'setup/operator',
    title: visit.t('setup.operator_title'),
    description: visit.t('setup.operator_title'),
    data: {
      ...filled,
      values: { workspace_name: visit.t('setup.workspace_value'), ...filled.values },
      steps: steps(visit, 0),
    },
  });

  pages.get('/setup/:token', (visit) =>
    whileFresh(visit, () => show(visit, drawOperator(visit, { values: {}, faults: {} }))),
  );

  pages.post('/setup/:token', (visit, form) =>
    whileFresh(visit, () =>
      answerForm(visit, form, {
        show,
        draw: drawOperator,
        act: async () => {
          const read = await readFounder(visit, form);
          if (read.is === 'refused') return again(read.faults);
          const founded = await found(visit, deps, { founder: read.founder, token: param(visit, 'token') });
          switch (founded.is) {
            case 'signed_in':
              visit.signIn(founded.token);
              return go(addresses[0] ?? '/setup/done');
            // The operator exists, but could not be let in at this moment; the link sets the password and lets them in.
            case 'made':
              return go(founded.next);
            case 'late':
              return go(visit.request.url);
          }
        },
      }),
    ),
  );

  for (const [n, section] of sections.entries()) {
    const address = `/setup/${section.name}`;
    const next = addresses[n + 1] ?? '/setup/done';
    const draw = async (visit: OwnVisit, filled: Filled) => ({
      view: 'setup/step',
      title: visit.t(`setting.${textName(section.name)}_title`),
      data: { ...(await fill(section, visit, filled)), steps: steps(visit, n + 1), n: n + 2, onwards: next },
    });
    pages.adminGet(address, async (visit) => show(visit, await draw(visit, { values: {}, faults: {} })));
    pages.adminPost(address, (visit, form) => answerSection({ visit, form, section, show, draw, next }));
  }

  pages.adminGet('/setup/done', async (visit) =>
    show(visit, {
      view: 'setup/done',
      title: visit.t('setup.done_title'),
      data: {
        steps: steps(visit, null),
        sections: await Promise.all(
          sections.map(async ({ name, summary }) => ({
            href: `/setup/${name}`,
            title: visit.t(`setting.${textName(name)}_title`),
            summary: await summary(visit),
          })),
        ),
      },
    }),
  );
}
