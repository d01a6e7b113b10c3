import type { Faults } from '../../answer-form.ts';
import type { Form } from '../../form.ts';
import type { OwnVisit } from '../../routes.ts';
import type { AdminDeps } from '../deps.ts';

export const sectionNames = ['address', 'legal', 'mail', 'brand', 'sign-up'] as const;

export type SectionName = (typeof sectionNames)[number];

/** What came of a form: saved, wrong, or neither but with something to show beside the form, such as the answer of a server. */
export type Saved = { is: 'saved' } | { is: 'again'; faults: Faults } | { is: 'shown'; data: Record<string, unknown> };

/** One part of what the operator decides; it has a page under `/admin/settings` and a step of the first set-up. */
export type Section = {
  name: SectionName;
  /** What is decided now: the values of the form's fields, and what else its view shows. */
  read(visit: OwnVisit): Promise<{ values: Record<string, string>; data?: Record<string, unknown> }>;
  save(visit: OwnVisit, form: Form): Promise<Saved>;
  /** What is decided, in one line for the list of settings; null while nothing is. */
  summary(visit: OwnVisit): Promise<string | null>;
};

export type MakeSection = (deps: AdminDeps) => Section;

/** Field names are snake_case, and texts are named like fields. */
export function textName(name: SectionName): 'address' | 'legal' | 'mail' | 'brand' | 'sign_up' {
  return name === 'sign-up' ? 'sign_up' : name;
}
