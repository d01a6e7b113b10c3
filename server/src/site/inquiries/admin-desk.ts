import type { AdminPage } from '../admin/frame.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import type { OwnVisit } from '../routes.ts';
import type { InquiriesDesk } from './deps.ts';

const path = '/admin/cases/number';

/** Which of the operator's own numbers reporters write to. */
export function adminDeskRoutes({ pages, showAdmin, cases }: InquiriesDesk): void {
  async function draw(visit: OwnVisit, { values, faults }: Filled): Promise<AdminPage> {
    const { t } = visit;
    const choices = await cases.deskChoices(visit.reader.person.id);
    const name = (one: (typeof choices)[number]) =>
      t(one.isSandbox ? 'desk.number_of_sandbox' : 'desk.number_of', {
        // Isolated, so that the plus stays before the digits in right-to-left text.
        phone: `\u2066${one.phone}\u2069`,
        device: one.name,
        workspace: one.workspace,
      });
    return {
      view: 'inquiries/admin-desk',
      title: t('desk.number'),
      data: {
        faults,
        values: { device: choices.find(({ isChosen }) => isChosen)?.device ?? '', ...values },
        options: [
          { value: '', text: t('desk.number_none') },
          ...choices.map((one) => ({ value: one.device, text: name(one) })),
        ],
        isEmpty: choices.length === 0,
      },
    };
  }

  pages.adminGet(path, async (visit) => showAdmin(visit, await draw(visit, empty)));

  pages.adminPost(path, (visit, form) =>
    answerForm(visit, form, {
      show: showAdmin,
      draw,
      act: async () => {
        const isChosen = await cases.chooseDesk(form.get('device'), visit.reader.person.id);
        return isChosen ? go('/admin/cases') : again({ device: visit.t('typed.choose') });
      },
    }),
  );
}
