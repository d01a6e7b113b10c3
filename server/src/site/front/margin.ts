import { minorDigits } from '../../languages/languages.ts';

/** Currencies the calculator knows, each with figures to begin with, in major units: an example in round numbers. */
export const currencies = {
  USD: { price: '20', cost: '8' },
  EUR: { price: '20', cost: '8' },
  INR: { price: '1500', cost: '600' },
  IDR: { price: '300000', cost: '120000' },
  BRL: { price: '100', cost: '40' },
  NGN: { price: '30000', cost: '12000' },
} as const satisfies Record<string, { price: string; cost: string }>;

export type Currency = keyof typeof currencies;

export const customersMax = 1_000_000;
/** The largest amount one may type, in major units: with `customersMax` the sums stay within 21 digits. */
export const amountMax = 1_000_000_000;

export type MarginFault = 'customers' | 'charge' | 'cost';

/** A month's sums in minor units. `perMille`: what is kept of what comes in, missing when nothing does. */
export type Margin =
  | { is: 'good'; paid: bigint; costs: bigint; kept: bigint; perMille: number | undefined }
  | { is: 'refused'; faults: MarginFault[] };

/** Adds up what was typed; refuses what is no number or out of bounds. */
export function reckonMargin(typed: { customers: string; price: string; cost: string }, currency: Currency): Margin {
  const customers = readCount(typed.customers);
  const price = readAmount(typed.price, currency);
  const cost = readAmount(typed.cost, currency);
  if (customers === undefined || price === undefined || cost === undefined) {
    const found: [MarginFault, bigint | undefined][] = [
      ['customers', customers],
      ['charge', price],
      ['cost', cost],
    ];
    return { is: 'refused', faults: found.flatMap(([fault, value]) => (value === undefined ? [fault] : [])) };
  }
  const paid = customers * price;
  const costs = customers * cost;
  const kept = paid - costs;
  return { is: 'good', paid, costs, kept, perMille: paid === 0n ? undefined : Number(divide(kept * 1000n, paid)) };
}

export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(currencies, text);
}

function readCount(text: string): bigint | undefined {
  const count = /^\d{1,7}$/.test(text) ? BigInt(text) : undefined;
  return count === undefined || count > BigInt(customersMax) ? undefined : count;
}

/** Reads `12`, `12.5` or `12,50` into minor units; digits beyond those of the currency must be zero. */
function readAmount(text: string, currency: Currency): bigint | undefined {
  const [, whole, part = ''] = /^(\d{1,10})(?:[.,](\d{1,4}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = minorDigits(currency);
  const [kept, rest] = [part.slice(0, digits).padEnd(digits, '0'), part.slice(digits)];
  if (!/^0*$/.test(rest) || BigInt(whole) > BigInt(amountMax)) return undefined;
  const minor = BigInt(`${whole}${kept}`);
  return minor > BigInt(amountMax) * 10n ** BigInt(digits) ? undefined : minor;
}

/** Divides, rounding half away from zero. */
function divide(value: bigint, by: bigint): bigint {
  const half = value < 0n ? -by / 2n : by / 2n;
  return (value + half) / by;
}
