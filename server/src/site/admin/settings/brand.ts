import type { BrandFault } from '../../../brands/brands.ts';
import { changeBrand, checkLook, listBrands, platformBrand } from '../../../brands/brands.ts';
import type { Faults } from '../../answer-form.ts';
import type { OwnVisit } from '../../routes.ts';
import { noteAct } from '../note.ts';
import type { MakeSection } from './section.ts';

/** Name and look of the platform itself. */
export const brandSection: MakeSection = ({ db, brands }) => ({
  name: 'brand',
  async read() {
    const own = (await db.system(listBrands)).find(({ id }) => id === platformBrand);
    return {
      values: {
        brand_name: own?.name ?? '',
        accent: own?.accent ?? '',
        support_email: own?.supportEmail ?? '',
        chat_phone: own?.chatPhone ?? '',
      },
    };
  },
  async save(visit, form) {
    const look = {
      name: form.get('brand_name'),
      accent: form.get('accent'),
      supportEmail: form.get('support_email'),
      chatPhone: form.get('chat_phone'),
    };
    const checked = checkLook(look, { isPlatform: true, platformName: '' });
    if (checked.is === 'refused') return { is: 'again', faults: sentences(visit, checked.faults) };
    const changed = await db.system(async (tx) => {
      const answer = await changeBrand(tx, platformBrand, checked.look);
      if (answer.is === 'changed') {
        const details = { name: checked.look.name, accent: checked.look.accent };
        await noteAct(tx, visit, { action: 'setting.changed', target: 'brand', details });
      }
      return answer;
    });
    if (changed.is === 'refused') return { is: 'again', faults: sentences(visit, [changed.fault]) };
    await brands.refresh();
    return { is: 'saved' };
  },
  async summary({ brand }) {
    return brand.name;
  },
});

const fields: Record<BrandFault['field'], string> = {
  name: 'brand_name',
  accent: 'accent',
  supportEmail: 'support_email',
  chatPhone: 'chat_phone',
  host: 'form',
};

function sentences({ t }: OwnVisit, faults: BrandFault[]): Faults {
  return Object.fromEntries(faults.map((fault) => [fields[fault.field], sentence(t, fault)]));
}

function sentence(t: OwnVisit['t'], fault: BrandFault): string {
  if (fault.because === 'unfit') return t('setting.accent_unfit', { nearest: fault.nearest });
  if (fault.because === 'mark') return t('setting.name_mark');
  if (fault.because === 'taken') return t('setting.name_taken');
  switch (fault.field) {
    case 'name':
      return t('setting.name_malformed');
    case 'accent':
      return t('setting.accent_malformed');
    case 'supportEmail':
      return t('setting.email_malformed');
    case 'chatPhone':
    case 'host':
      return t('setting.phone_malformed');
  }
}
