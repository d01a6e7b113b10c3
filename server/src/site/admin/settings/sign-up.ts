import type { SignUpPolicy } from '../../../installation/installation.ts';
import { isLegalMissing, readHouseSettings, writeHouseSettings } from '../../../installation/installation.ts';
import { noteAct } from '../note.ts';
import type { MakeSection } from './section.ts';

const policies: readonly SignUpPolicy[] = ['open', 'approve', 'invite', 'closed'];

/** Who may make an account. */
export const signUpSection: MakeSection = ({ db }) => ({
  name: 'sign-up',
  async read() {
    const settings = await db.system(readHouseSettings);
    return { values: { sign_up: settings.signUp }, data: { policies, isLegalOpen: isLegalMissing(settings) } };
  },
  async save(visit, form) {
    const policy = policies.find((one) => one === form.get('sign_up'));
    if (!policy) return { is: 'again', faults: { sign_up: visit.t('setting.sign_up_missing') } };
    return db.system(async (tx) => {
      // Whoever lets strangers in must say who they are dealing with.
      if ((policy === 'open' || policy === 'approve') && isLegalMissing(await readHouseSettings(tx))) {
        return { is: 'again', faults: { sign_up: visit.t('setting.sign_up_legal') } };
      }
      await writeHouseSettings(tx, { signUp: policy });
      await noteAct(tx, visit, { action: 'setting.changed', target: 'sign_up', details: { policy } });
      return { is: 'saved' };
    });
  },
  async summary({ t }) {
    const settings = await db.system(readHouseSettings);
    return t(`setting.sign_up_${settings.signUp}`);
  },
});
