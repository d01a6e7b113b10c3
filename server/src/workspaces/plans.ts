import { z } from 'zod';
import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

const price = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** In the smallest unit of the currency. */
  minor: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(BigInt),
  every: z.enum(['month', 'year']),
});

export type Price = z.output<typeof price>;

/** What a reseller offers. A plan without prices costs nothing; `limits` holds only what differs from the published numbers. */
export type Plan = { plan: string; version: number; name: string; limits: Record<string, number>; prices: Price[] };

/** The newest version of each plan of a reseller, in the order they were first made. */
export async function listPlans(tx: Tx, reseller: Id<'reseller'>): Promise<Plan[]> {
  const rows = await tx.many(sql<{
    plan: string;
    version: number;
    name: string;
    limits: Record<string, number>;
    prices: unknown;
  }>`
    select p.plan, p.version, p.name, p.limits, p.prices
    from (
      select distinct on (v.plan) v.*, min(v.created_at) over (partition by v.plan) as began
      from plan_versions v where v.reseller_id = ${reseller}::uuid
      order by v.plan, v.version desc
    ) p
    order by p.began, p.plan`);
  return rows.map((row) => ({ ...row, prices: z.array(price).parse(row.prices) }));
}
