import { isLegalMissing, readHouseSettings } from '../../installation/installation.ts';
import { formatNumber } from '../../languages/languages.ts';
import type { PageRoutes } from '../routes.ts';
import { counts } from './counts.ts';
import type { AdminDeps } from './deps.ts';
import type { ShowAdmin } from './frame.ts';
import { mailInUse } from './mail-in-use.ts';

/** `/admin`: how many of everything, and what the installation still lacks. */
export function overviewRoutes(pages: PageRoutes, show: ShowAdmin, { db, secrets, given }: AdminDeps): void {
  pages.adminGet('/admin', async (visit) => {
    const { numbers, isLegalOpen, hasMail } = await db.system(async (tx) => {
      const all: { text: string; href: string | null; isUrgent: boolean; value: string }[] = [];
      for (const { text, href, isUrgent = false, count } of counts) {
        const value = await count(tx);
        all.push({
          text: visit.t(text),
          href,
          isUrgent: isUrgent && value > 0,
          value: formatNumber(visit.language, value),
        });
      }
      const settings = await readHouseSettings(tx);
      const mail = await mailInUse(tx, secrets, given.mail);
      return { numbers: all, isLegalOpen: isLegalMissing(settings), hasMail: mail !== null };
    });
    return show(visit, {
      view: 'admin/overview',
      title: visit.t('admin.overview'),
      data: { numbers, isLegalOpen, hasMail },
    });
  });
}
