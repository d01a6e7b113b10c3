import type { Id } from '../../base/id.ts';
import { showId } from '../../base/id.ts';
import { countryNames, formatDateTime } from '../../languages/languages.ts';
import type { NextState } from '../../resellers/resellers.ts';
import { applicationStates, nextStates } from '../../resellers/resellers.ts';
import type { AdminPage } from '../admin/frame.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import { showMissing } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import { rangeKey } from './apply.ts';
import type { InquiriesDesk } from './deps.ts';
import { askedList, filters, named, olderPath } from './desk.ts';
import { readTyped } from './typed.ts';

const path = '/admin/applications';

/** Who wants to resell: the list, one with its steps, and the next step with the note that the applicant reads. */
export function adminApplicationRoutes({ pages, show, showAdmin, applications }: InquiriesDesk): void {
  pages.adminGet(path, async (visit) => {
    const { t, language } = visit;
    const asked = askedList(visit, 'application', applicationStates);
    const list = await applications.list(asked);
    return showAdmin(visit, {
      view: 'inquiries/admin-applications',
      title: t('desk.applications'),
      data: {
        filters: filters(path, {
          states: applicationStates,
          chosen: asked.state,
          textOf: (state) => t(state === 'all' ? 'desk.all' : `application.state_${state as 'received'}`),
        }),
        applications: list.data.map((application) => ({
          ...application,
          href: `${path}/${showId('application', application.id)}`,
          when: formatDateTime(language, application.createdAt),
        })),
        older: olderPath(path, { thing: 'application', list, state: asked.state }),
        isFiltered: asked.state !== undefined || asked.after !== undefined,
      },
    });
  });

  async function draw(visit: OwnVisit, id: Id<'application'>, filled: Filled): Promise<AdminPage | undefined> {
    const { t, language } = visit;
    const found = await applications.find(id);
    if (!found) return undefined;
    const { application, steps } = found;
    return {
      view: 'inquiries/admin-application',
      title: t('desk.application', { reference: application.reference }),
      data: {
        ...filled,
        application,
        here_path: `${path}/${showId('application', id)}`,
        country: countryNames(language, [application.country])[0]?.text ?? application.country,
        customers: t(`apply.customers_${rangeKey[application.customers]}`),
        website: /^https?:\/\//.test(application.website) ? application.website : `https://${application.website}`,
        steps: steps.map((step) => ({ ...step, when: formatDateTime(language, step.at) })),
        next: nextStates[application.state].map((state) => ({ value: state, text: t(`desk.to_${state}`) })),
      },
    };
  }

  pages.adminGet(`${path}/:id`, async (visit) => {
    const id = named(visit, 'application');
    const page = id && (await draw(visit, id, empty));
    return page ? showAdmin(visit, page) : showMissing(visit, show);
  });

  pages.adminPost(`${path}/:id/step`, async (visit, form) => {
    const id = named(visit, 'application');
    const page = id && (await draw(visit, id, empty));
    if (!id || !page) return showMissing(visit, show);
    return answerForm(visit, form, {
      show: showAdmin,
      draw: async (own, filled) => (await draw(own, id, filled)) ?? page,
      act: async () => {
        const { typed, faults } = readTyped(form, visit.t, {
          to: { is: 'one_of', of: ['reviewing', 'approved', 'declined'], missing: 'desk.to_missing' },
          note: { is: 'letters', min: 1, max: 2_000, missing: 'desk.note_missing' },
        });
        if (Object.keys(faults).length > 0) return again(faults);
        // One of the list, as it was just read.
        const to = typed.to as NextState;
        const outcome = await applications.step(id, { to, note: typed.note, by: visit.reader.person.id });
        if (outcome !== 'done') return again({ form: visit.t('desk.moved_on') });
        return go(`${path}/${showId('application', id)}`);
      },
    });
  });
}
