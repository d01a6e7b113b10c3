import { listBrands, platformBrand } from '../../brands/brands.ts';
import type { PageRoutes } from '../routes.ts';
import type { AdminDeps } from './deps.ts';
import type { ShowAdmin } from './frame.ts';

/** `/admin/brands`: whose name is shown on which host, and how another is added. */
export function brandsRoutes(pages: PageRoutes, show: ShowAdmin, { db, brands, publicUrl }: AdminDeps): void {
  pages.adminGet('/admin/brands', async (visit) => {
    const all = await db.system(listBrands);
    return show(visit, {
      view: 'admin/brands',
      title: visit.t('admin.brands'),
      data: {
        brands: all.map((one) => ({
          ...one,
          isPlatform: one.id === platformBrand,
          places:
            one.id === platformBrand
              ? [{ host: new URL(publicUrl.now()).host, href: publicUrl.now() }]
              : one.hosts.map(({ host }) => ({ host, href: brands.byId(one.id)?.origin ?? `https://${host}` })),
        })),
      },
    });
  });
}
