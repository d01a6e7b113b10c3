import { describe, expect, it } from 'vitest';
import { formatMoney, minorDigits, publicLanguages } from '../../languages/languages.ts';
import { currencies, isCurrency, reckonMargin } from './margin.ts';

const [english] = publicLanguages;

describe('a margin', () => {
  it('is customers times price less customers times cost, in the smallest unit of the currency', () => {
    expect(reckonMargin({ customers: '25', price: '19.99', cost: '8' }, 'USD')).toEqual({
      is: 'good',
      paid: 49_975n,
      costs: 20_000n,
      kept: 29_975n,
      perMille: 600,
    });
    expect(reckonMargin({ customers: '3', price: '300000', cost: '1' }, 'IDR')).toMatchObject({
      paid: 900_000n,
      costs: 3n,
    });
  });

  it('may be a loss, and nothing at all', () => {
    expect(reckonMargin({ customers: '2', price: '5', cost: '8' }, 'EUR')).toMatchObject({
      kept: -600n,
      perMille: -600,
    });
    expect(reckonMargin({ customers: '0', price: '5', cost: '8' }, 'EUR')).toMatchObject({
      kept: 0n,
      perMille: undefined,
    });
  });

  it('reads a comma as people write it, and refuses digits the currency does not have', () => {
    expect(reckonMargin({ customers: '1', price: '12,50', cost: '0' }, 'BRL')).toMatchObject({ paid: 1_250n });
    expect(reckonMargin({ customers: '1', price: '12.500', cost: '0' }, 'BRL')).toMatchObject({ paid: 1_250n });
    expect(reckonMargin({ customers: '1', price: '12.505', cost: '0' }, 'BRL')).toEqual({
      is: 'refused',
      faults: ['charge'],
    });
    expect(reckonMargin({ customers: '1', price: '12.5', cost: '0' }, 'IDR')).toEqual({
      is: 'refused',
      faults: ['charge'],
    });
  });

  it.each([
    '',
    ' ',
    '-1',
    '1e9',
    '0x10',
    'NaN',
    'Infinity',
    '١٢',
    '1 000',
    '1.2.3',
    '9'.repeat(400),
    '1000000001',
    '<b>',
  ])('refuses %j in every field', (text) => {
    expect(reckonMargin({ customers: text, price: text, cost: text }, 'USD')).toEqual({
      is: 'refused',
      faults: ['customers', 'charge', 'cost'],
    });
  });

  it('keeps every digit of the largest sums', () => {
    const sum = reckonMargin({ customers: '1000000', price: '999999999.99', cost: '0.01' }, 'USD');
    expect(sum).toMatchObject({ paid: 99_999_999_999_000_000n, costs: 1_000_000n });
    if (sum.is !== 'good' || !english) throw new Error('it was refused');
    expect(formatMoney(english, { minor: sum.paid, currency: 'USD' })).toBe('$999,999,999,990,000.00');
  });

  it.each(Object.entries(currencies))('begins in %s with figures that leave something', (currency, { price, cost }) => {
    if (!isCurrency(currency)) throw new Error('unknown');
    expect(reckonMargin({ customers: '25', price, cost }, currency)).toMatchObject({ is: 'good', perMille: 600 });
  });

  it('knows no other currency', () => {
    expect([isCurrency('USD'), isCurrency('usd'), isCurrency('XXX'), isCurrency('constructor')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([minorDigits('USD'), minorDigits('IDR')]).toEqual([2, 0]);
  });
});
