import type { Id } from '../../base/id.ts';
import { parseId, showId } from '../../base/id.ts';
import type { CaseFacts, CaseOutcome, Decision } from '../../cases/cases.ts';
import { caseStates } from '../../cases/cases.ts';
import { formatDateTime } from '../../languages/languages.ts';
import type { AdminPage } from '../admin/frame.ts';
import type { Filled, Outcome } from '../answer-form.ts';
import { again, answerForm, empty, go } from '../answer-form.ts';
import type { Form } from '../form.ts';
import { showMissing } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import type { InquiriesDesk } from './deps.ts';
import { askedList, filters, named, olderPath } from './desk.ts';
import { readTyped } from './typed.ts';

const path = '/admin/cases';

/** Reports of abuse: the list, one with what is known, and the operator's decisions. */
export function adminCaseRoutes({ pages, show, showAdmin, cases }: InquiriesDesk): void {
  pages.adminGet(path, async (visit) => {
    const { t, language } = visit;
    const asked = askedList(visit, 'abuseCase', caseStates);
    const list = await cases.list(asked);
    return showAdmin(visit, {
      view: 'inquiries/admin-cases',
      title: t('desk.cases'),
      data: {
        filters: filters(path, {
          states: caseStates,
          chosen: asked.state,
          textOf: (state) => t(state === 'all' ? 'desk.all' : `case.state_${state as 'open'}`),
        }),
        cases: list.data.map((one) => ({
          ...one,
          href: `${path}/${showId('abuseCase', one.id)}`,
          when: formatDateTime(language, one.createdAt),
        })),
        desk: await cases.desk(),
        older: olderPath(path, { thing: 'abuseCase', list, state: asked.state }),
        isFiltered: asked.state !== undefined || asked.after !== undefined,
      },
    });
  });

  async function draw(visit: OwnVisit, id: Id<'abuseCase'>, filled: Filled): Promise<AdminPage | undefined> {
    const { t, language } = visit;
    const found = await cases.find(id);
    if (!found) return undefined;
    const { abuseCase, steps, facts } = found;
    const names = new Map(facts.map(({ workspace }) => [showId('workspace', workspace.id), workspace.name]));
    return {
      view: 'inquiries/admin-case',
      title: t('desk.case', { reference: abuseCase.reference }),
      data: {
        ...filled,
        abuseCase,
        here_path: `${path}/${showId('abuseCase', id)}`,
        facts: showFacts(visit, facts),
        suspendable: facts
          .filter(({ workspace }) => workspace.state !== 'suspended')
          .map(({ workspace }) => ({
            value: showId('workspace', workspace.id),
            text: `${workspace.name} (${showId('workspace', workspace.id)})`,
          })),
        steps: steps.map(({ what, note, at }) => ({
          what,
          note: names.has(note) ? `${names.get(note)} (${note})` : note,
          when: formatDateTime(language, at),
        })),
      },
    };
  }

  pages.adminGet(`${path}/:id`, async (visit) => {
    const id = named(visit, 'abuseCase');
    const page = id && (await draw(visit, id, empty));
    return page ? showAdmin(visit, page) : showMissing(visit, show);
  });

  /** A decision with a note; `field` is the note's, so that several forms stand on one page. */
  function decision(
    act: string,
    field: 'proof' | 'suspension' | 'dismissal',
    decide: (id: Id<'abuseCase'>, made: Decision, form: Form) => Promise<CaseOutcome | undefined>,
  ): void {
    pages.adminPost(`${path}/:id/${act}`, async (visit, form) => {
      const id = named(visit, 'abuseCase');
      const page = id && (await draw(visit, id, empty));
      if (!id || !page) return showMissing(visit, show);
      return answerForm(visit, form, {
        show: showAdmin,
        draw: async (own, filled) => (await draw(own, id, filled)) ?? page,
        act: async (): Promise<Outcome> => {
          const { typed, faults } = readTyped(form, visit.t, {
            [field]: { is: 'letters', min: 1, max: 2_000, missing: 'desk.note_missing' },
          });
          if (Object.keys(faults).length > 0) return again(faults);
          const outcome = await decide(id, { by: visit.reader.person.id, note: typed[field] ?? '' }, form);
          if (outcome === undefined) return again({ workspace: visit.t('typed.choose') });
          if (outcome !== 'done') return again({ form: visit.t('desk.moved_on') });
          return go(`${path}/${showId('abuseCase', id)}`);
        },
      });
    });
  }

  decision('prove', 'proof', (id, made) => cases.proveByHand(id, made));
  decision('dismiss', 'dismissal', (id, made) => cases.dismiss(id, made));
  decision('suspend', 'suspension', async (id, made, form) => {
    const workspace = parseId('workspace', form.get('workspace'));
    return workspace && cases.suspend(id, { ...made, workspace });
  });
}

function showFacts({ t, language }: OwnVisit, facts: CaseFacts) {
  const moment = (at: Date | null) => (at ? formatDateTime(language, at) : '–');
  return facts.map(({ workspace, devices }) => ({
    name: workspace.name,
    id: showId('workspace', workspace.id),
    kind: workspace.kind,
    state: workspace.state,
    devices: devices.map(({ device, traffic }) => ({
      name: device.name,
      state: t(
        device.isDeleted ? 'desk.device_deleted' : device.isLinked ? 'desk.device_linked' : 'desk.device_unlinked',
      ),
      sent: traffic.sent,
      received: traffic.received,
      marketing: traffic.marketing,
      firstSent: moment(traffic.firstSentAt),
      lastSent: moment(traffic.lastSentAt),
      firstReceived: moment(traffic.firstReceivedAt),
    })),
  }));
}
