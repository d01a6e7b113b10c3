import type { Filled } from '../../answer-form.ts';
import type { PageRoutes } from '../../routes.ts';
import type { AdminDeps } from '../deps.ts';
import type { AdminPage, ShowAdmin } from '../frame.ts';
import { toldOf } from '../told.ts';
import { addressSection } from './address.ts';
import { answerSection, fill } from './answer-section.ts';
import { brandSection } from './brand.ts';
import { legalSection } from './legal.ts';
import { mailSection } from './mail.ts';
import { type Section, textName } from './section.ts';
import { signUpSection } from './sign-up.ts';

/** Everything the operator decides on pages, in the order of the first set-up. */
export function createSections(deps: AdminDeps): Section[] {
  return [addressSection, legalSection, mailSection, brandSection, signUpSection].map((make) => make(deps));
}

/** `/admin/settings`: what is decided, and a page to change each part of it. */
export function settingsRoutes(pages: PageRoutes, show: ShowAdmin, sections: Section[]): void {
  pages.adminGet('/admin/settings', async (visit) =>
    show(visit, {
      view: 'admin/settings',
      title: visit.t('admin.settings'),
      data: {
        sections: await Promise.all(
          sections.map(async ({ name, summary }) => ({
            href: `/admin/settings/${name}`,
            title: visit.t(`setting.${textName(name)}_title`),
            summary: await summary(visit),
          })),
        ),
      },
    }),
  );

  for (const section of sections) {
    const address = `/admin/settings/${section.name}`;
    const draw = async (visit: Parameters<ShowAdmin>[0], filled: Filled): Promise<AdminPage> => ({
      view: 'admin/setting',
      title: visit.t(`setting.${textName(section.name)}_title`),
      data: { ...(await fill(section, visit, filled)), told: toldOf(visit, ['saved']) },
    });
    pages.adminGet(address, async (visit) => show(visit, await draw(visit, { values: {}, faults: {} })));
    pages.adminPost(address, (visit, form) =>
      answerSection({ visit, form, section, show, draw, next: `${address}?told=saved` }),
    );
  }
}
