import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';

/** The platform's own brand: the one the migrations made. */
export const platformBrand: Id<'brand'> = brand('00000000-0000-7000-8000-000000000001');
