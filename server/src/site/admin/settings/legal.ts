import { isMailAddress } from '../../../base/smtp-url.ts';
import { isLegalMissing, readHouseSettings, writeHouseSettings } from '../../../installation/installation.ts';
import { noteAct } from '../note.ts';
import type { MakeSection } from './section.ts';

/** In characters. */
const longest = { legal_name: 200, legal_address: 500, legal_email: 254, legal_law: 200 };

/** Who runs the installation, as the legal pages must say. */
export const legalSection: MakeSection = ({ db }) => ({
  name: 'legal',
  async read() {
    const { legalName, legalAddress, legalEmail, legalLaw } = await db.system(readHouseSettings);
    return {
      values: { legal_name: legalName, legal_address: legalAddress, legal_email: legalEmail, legal_law: legalLaw },
    };
  },
  async save(visit, form) {
    const read = (name: keyof typeof longest) => form.get(name).slice(0, longest[name]);
    const email = read('legal_email');
    if (email !== '' && !isMailAddress(email)) {
      return { is: 'again', faults: { legal_email: visit.t('setting.email_malformed') } };
    }
    const legal = {
      legalName: read('legal_name'),
      legalAddress: read('legal_address'),
      legalEmail: email,
      legalLaw: read('legal_law'),
    };
    await db.system(async (tx) => {
      await writeHouseSettings(tx, legal);
      await noteAct(tx, visit, { action: 'setting.changed', target: 'legal' });
    });
    return { is: 'saved' };
  },
  async summary({ t }) {
    const settings = await db.system(readHouseSettings);
    if (!isLegalMissing(settings)) return settings.legalName;
    return settings.legalName === '' ? null : t('setting.legal_incomplete', { name: settings.legalName });
  },
});
