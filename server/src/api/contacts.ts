import { z } from 'zod';
import { parseId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { readPhone } from '../base/phone.ts';
import {
  addSuppression,
  createContact as create,
  getContact as get,
  listContacts as list,
  listConsents as listLedger,
  listSuppressions as listStopped,
  updateContact as update,
} from '../contacts/contacts.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { invalid } from './input.ts';
import { listing } from './listing.ts';
import { operation } from './operation.ts';
import { idShape, name, phone, phoneInput, reference, time } from './shapes.ts';

const tag = 'Contacts';

const contactShape = z
  .object({
    id: idShape('contact'),
    name: z.string().nullable().describe('The name you gave.'),
    push_name: z.string().nullable().describe('The name the person shows on WhatsApp.'),
    phone: phone.nullable().describe('Null where WhatsApp hides it.'),
    suppressed: z.boolean().describe('True when this person must not be written to.'),
    last_inbound_at: time.nullable(),
    created_at: time,
  })
  .meta({ id: 'Contact', description: 'A person, under all the names WhatsApp knows them by.' });

const suppressionShape = z
  .object({
    id: idShape('suppression'),
    contact: idShape('contact').nullable(),
    phone: phone.nullable(),
    reason: z.string(),
    source: z.enum(['person', 'staff', 'platform', 'import']),
    purposes: z.array(z.string()),
    created_at: time,
  })
  .meta({
    id: 'Suppression',
    description:
      'Somebody who must not be written to. Only the person can open the conversation again, by writing START.',
  });

const consentShape = z
  .object({
    id: idShape('consent'),
    contact: idShape('contact').nullable(),
    purpose: z.string(),
    state: z.enum(['granted', 'denied', 'withdrawn', 'expired']),
    source: z.string(),
    actor: z.string(),
    at: time,
  })
  .meta({ id: 'Consent', description: 'A line of the ledger of what people allowed and withdrew.' });

export const createContact = operation({
  id: 'createContact',
  tag,
  summary: 'Add a contact',
  description: 'A phone that is known already gives its contact, with the new name.',
  permission: 'contacts:write',
  rate: 'writes',
  body: z.strictObject({ phone: phoneInput, name: name.optional() }),
  status: 201,
  reply: contactShape,
  example: { phone: '+15550190001', name: 'Ana' },
  run: async ({ house, tx, workspace, body, now }) =>
    create(tx, house.secrets, workspace.id, {
      phone: phoneOf(workspace, body.phone),
      now,
      ...(body.name === undefined ? {} : { name: body.name }),
    }),
});

export const listContacts = listing({
  id: 'listContacts',
  tag,
  summary: 'List contacts',
  permission: 'contacts:read',
  filters: { phone: phoneInput.optional() },
  item: contactShape,
  run: ({ tx, workspace, query, page }) =>
    list(tx, workspace.id, { ...page, ...(query.phone === undefined ? {} : { phone: writtenPlainly(query.phone) }) }),
});

export const getContact = operation({
  id: 'getContact',
  tag,
  summary: 'Get a contact',
  permission: 'contacts:read',
  rate: 'reads',
  path: { id: 'contact' },
  reply: contactShape,
  run: ({ tx, workspace, params }) => get(tx, workspace.id, params.id),
});

export const updateContact = operation({
  id: 'updateContact',
  tag,
  summary: 'Rename a contact',
  permission: 'contacts:write',
  rate: 'writes',
  path: { id: 'contact' },
  body: z.strictObject({ name: name.nullable().optional() }),
  reply: contactShape,
  example: { name: 'Ana B.' },
  run: ({ tx, workspace, params, body }) =>
    update(tx, workspace.id, params.id, body.name === undefined ? {} : { name: body.name }),
});

export const createSuppression = operation({
  id: 'createSuppression',
  tag,
  summary: 'Suppress a person',
  description: 'Nobody in the workspace can lift it again: only the person, by writing START.',
  permission: 'contacts:write',
  rate: 'writes',
  body: z.strictObject({ phone: phoneInput, reason: z.string().trim().min(1).max(200).optional() }),
  status: 201,
  reply: suppressionShape,
  example: { phone: '+15550190001', reason: 'asked by telephone' },
  run: async ({ house, tx, workspace, body, now }) =>
    addSuppression(tx, house.secrets, workspace.id, {
      phone: phoneOf(workspace, body.phone),
      now,
      ...(body.reason === undefined ? {} : { reason: body.reason }),
    }),
});

export const listSuppressions = listing({
  id: 'listSuppressions',
  tag,
  summary: 'List suppressions',
  permission: 'contacts:read',
  item: suppressionShape,
  run: ({ tx, workspace, page }) => listStopped(tx, workspace.id, page),
});

export const listConsents = listing({
  id: 'listConsents',
  tag,
  summary: 'List the consent ledger',
  permission: 'contacts:read',
  filters: { contact: reference.optional() },
  item: consentShape,
  async run({ tx, workspace, query, page }) {
    if (query.contact === undefined) return listLedger(tx, workspace.id, page);
    const contact = parseId('contact', query.contact);
    return contact ? listLedger(tx, workspace.id, { ...page, contact }) : { data: [], next: null };
  },
});

/** A phone to look for: with its spaces and brackets gone when it is one, else as it is, which nobody has. */
function writtenPlainly(text: string): string {
  const reading = readPhone(text, { possible: true });
  return reading.ok ? reading.phone : text;
}

/** Reads a phone as the workspace's kind allows; throws `validation_failed` with a suggestion where there is one. */
function phoneOf(workspace: Workspace, text: string, path = 'phone'): Phone {
  const reading = readPhone(text, { possible: workspace.kind === 'sandbox' });
  if (reading.ok) return reading.phone;
  const { reason, suggestion } = reading;
  throw invalid([{ path, message: reason, ...(suggestion === undefined ? {} : { suggestion }) }]);
}
