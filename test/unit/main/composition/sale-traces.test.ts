import { expect, it } from 'vitest';
import { createSaleTraces, type SaleTraces } from '../../../../src/main/composition/sale-traces.ts';

const step = (trace: string, span: string): string =>
  `00-${trace.repeat(32)}-${span.repeat(16)}-01`;

function open(): { readonly sales: SaleTraces; readonly now: (running?: string) => void } {
  let running: string | undefined;
  const sales = createSaleTraces({ current: () => running });
  const now = (next?: string): void => {
    running = next;
  };
  return { sales, now };
}

it('gives a sale’s step its first one as parent, unless what runs belongs to the sale already', () => {
  const { sales, now } = open();
  now(step('a', '1'));
  sales.begin('one');
  expect([sales.parentOf('one'), sales.parentOfActive()]).toEqual([undefined, undefined]);
  now();
  expect([sales.parentOf('one'), sales.parentOfActive()]).toEqual([step('a', '1'), step('a', '1')]);
  now(step('b', '1'));
  expect(sales.parentOf('one')).toBe(step('a', '1'));
  expect(sales.parentOf('of an earlier life')).toBeUndefined();
});

it('takes a payment event into the sale’s trace, linked when it came in another one', () => {
  const { sales, now } = open();
  now(step('a', '1'));
  sales.begin('one');
  now();
  expect(sales.joined('one', step('a', '2'))).toEqual({ parent: step('a', '2') });
  expect(sales.joined('one', step('b', '2'))).toEqual({
    parent: step('a', '1'),
    link: step('b', '2'),
  });
  expect(sales.joined('one', undefined)).toEqual({ parent: step('a', '1') });
  expect(sales.joined('unknown', step('b', '2'))).toEqual({ parent: step('b', '2') });
});

it('knows the sale that uses the machine until the session has ended, and the newest fifty sales', () => {
  const { sales, now } = open();
  now(step('a', '1'));
  sales.begin('one');
  sales.handOn('one', 'again');
  sales.handOn('nobody', 'none');
  now();
  expect(sales.parentOf('again')).toBe(step('a', '1'));
  expect(sales.parentOf('none')).toBeUndefined();
  sales.endActive();
  expect(sales.active()).toBeUndefined();
  now(step('b', '1'));
  for (let count = 0; count < 50; count += 1) sales.begin(`sale ${String(count)}`);
  now();
  expect([sales.parentOf('one'), sales.parentOf('sale 0')]).toEqual([undefined, step('b', '1')]);
  sales.begin('untraced');
  expect(sales.parentOf('untraced')).toBeUndefined();
});
