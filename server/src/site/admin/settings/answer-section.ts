import type { FastifyReply } from 'fastify';
import type { Filled } from '../../answer-form.ts';
import type { Form } from '../../form.ts';
import { isSecretName } from '../../form.ts';
import type { OwnVisit } from '../../routes.ts';
import type { AdminPage, ShowAdmin } from '../frame.ts';
import { type Section, textName } from './section.ts';

/** What the view of a section shows: what is decided, over which stands what was typed. */
export async function fill(section: Section, visit: OwnVisit, { values, faults }: Filled) {
  const read = await section.read(visit);
  return {
    ...read.data,
    section: section.name,
    text: visit.t(`setting.${textName(section.name)}_text`),
    values: { ...read.values, ...values },
    faults,
  };
}

type Answering = {
  visit: OwnVisit;
  form: Form;
  section: Section;
  show: ShowAdmin;
  draw: (visit: OwnVisit, filled: Filled) => Promise<AdminPage>;
  /** Where to go once it is saved. */
  next: string;
};

/** Takes a section's form: on to the next page, the form again with what is wrong, or with the answer of a server. */
export async function answerSection({ visit, form, section, show, draw, next }: Answering): Promise<FastifyReply> {
  const saved = await section.save(visit, form);
  if (saved.is === 'saved') return visit.reply.redirect(next, 303);
  const values = Object.fromEntries(form.entries().filter(([name]) => !isSecretName(name)));
  if (saved.is === 'again') {
    const page = await draw(visit, { values, faults: saved.faults });
    return show(visit, { ...page, title: visit.t('form.again_title', { title: page.title }), status: 422 });
  }
  const page = await draw(visit, { values, faults: {} });
  return show(visit, { ...page, data: { ...page.data, ...saved.data } });
}
