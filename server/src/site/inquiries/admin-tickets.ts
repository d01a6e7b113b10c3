import type { Id } from '../../base/id.ts';
import { showId } from '../../base/id.ts';
import { formatDateTime, isLanguage, languageFacts } from '../../languages/languages.ts';
import { ticketStates } from '../../tickets/tickets.ts';
import type { AdminPage } from '../admin/frame.ts';
import type { Filled } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import { showMissing } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import type { InquiriesDesk } from './deps.ts';
import { askedList, filters, named, olderPath } from './desk.ts';
import { readTyped } from './typed.ts';

const path = '/admin/tickets';

/** Questions that came in: the list, one with its answers, answering, closing and opening again. */
export function adminTicketRoutes({ pages, show, showAdmin, tickets }: InquiriesDesk): void {
  pages.adminGet(path, async (visit) => {
    const { t, language } = visit;
    const asked = askedList(visit, 'ticket', ticketStates);
    const list = await tickets.list(asked);
    return showAdmin(visit, {
      view: 'inquiries/admin-tickets',
      title: t('desk.tickets'),
      data: {
        filters: filters(path, {
          states: ticketStates,
          chosen: asked.state,
          textOf: (state) => t(state === 'all' ? 'desk.all' : `ticket.state_${state as 'open'}`),
        }),
        tickets: list.data.map((ticket) => ({
          ...ticket,
          href: `${path}/${showId('ticket', ticket.id)}`,
          when: formatDateTime(language, ticket.createdAt),
        })),
        older: olderPath(path, { thing: 'ticket', list, state: asked.state }),
        isFiltered: asked.state !== undefined || asked.after !== undefined,
      },
    });
  });

  async function draw(visit: OwnVisit, id: Id<'ticket'>, filled: Filled): Promise<AdminPage | undefined> {
    const found = await tickets.find(id);
    if (!found) return undefined;
    const { ticket, answers } = found;
    return {
      view: 'inquiries/admin-ticket',
      title: visit.t('desk.ticket', { reference: ticket.reference }),
      data: {
        ...filled,
        ticket,
        here_path: `${path}/${showId('ticket', id)}`,
        reads: isLanguage(ticket.language) ? languageFacts(ticket.language).name : ticket.language,
        when: formatDateTime(visit.language, ticket.createdAt),
        answers: answers.map((answer) => ({ ...answer, when: formatDateTime(visit.language, answer.at) })),
      },
    };
  }

  pages.adminGet(`${path}/:id`, async (visit) => {
    const id = named(visit, 'ticket');
    const page = id && (await draw(visit, id, empty));
    return page ? showAdmin(visit, page) : showMissing(visit, show);
  });

  pages.adminPost(`${path}/:id/answer`, async (visit, form) => {
    const id = named(visit, 'ticket');
    const page = id && (await draw(visit, id, empty));
    if (!id || !page) return showMissing(visit, show);
    return answerForm(visit, form, {
      show: showAdmin,
      draw: async (own, filled) => (await draw(own, id, filled)) ?? page,
      act: async () => {
        const { typed, faults } = readTyped(form, visit.t, {
          answer: { is: 'letters', min: 1, max: 10_000, missing: 'desk.answer_missing' },
        });
        if (Object.keys(faults).length > 0) return again(faults);
        await tickets.answer(id, { by: visit.reader.person.id, body: typed.answer });
        return go(`${path}/${showId('ticket', id)}`);
      },
    });
  });

  for (const [act, state] of [
    ['close', 'closed'],
    ['reopen', 'open'],
  ] as const) {
    pages.adminPost(`${path}/:id/${act}`, async (visit) => {
      const id = named(visit, 'ticket');
      if (!id || !(await tickets.setState(id, state))) return showMissing(visit, show);
      return visit.reply.redirect(`${path}/${showId('ticket', id)}`, 303);
    });
  }
}
