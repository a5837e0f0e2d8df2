import type { PastSale, RunningSale } from '#core/kiosk/snapshot.ts';
import { testSaleProgress } from '#core/kiosk/test-sale-progress.ts';
import { expect, it } from 'vitest';

const REFERENCE = 'vm-0001-test';
const PAST: PastSale = {
  reference: REFERENCE,
  state: 'settled',
  outcome: 'tested',
  startedAtMs: 1,
  endedAtMs: 2,
  selection: undefined,
  product: undefined,
  reservedMinor: 200,
  capturedMinor: 0,
  releasedMinor: 200,
  refundedMinor: 0,
};
const begun = { state: 'begun', reference: REFERENCE } as const;
const stand = (lastSales: readonly PastSale[]): string =>
  testSaleProgress({ testSale: begun, sale: undefined, lastSales });

it('is as the scan is, until it has come', () => {
  const of = (testSale: Parameters<typeof testSaleProgress>[0]['testSale']): string =>
    testSaleProgress({ testSale, sale: undefined, lastSales: [PAST] });
  expect(of(undefined)).toBe('none');
  expect(of({ state: 'awaited', untilMs: 9 })).toBe('awaited');
  expect(of({ state: 'unheard', atMs: 9 })).toBe('unheard');
});

it('is as its sale is, once it has begun', () => {
  const sale: RunningSale = {
    reference: REFERENCE,
    state: 'awaitingApproval',
    steps: [],
    reservedMinor: 200,
    product: undefined,
    selection: undefined,
    priceMinor: undefined,
    deadlineAtMs: undefined,
  };
  expect(testSaleProgress({ testSale: begun, sale, lastSales: [] })).toBe('running');
  expect(stand([])).toBe('settling');
  expect(stand([{ ...PAST, state: 'releasing' }])).toBe('settling');
  expect(stand([PAST])).toBe('released');
  expect(stand([{ ...PAST, releasedMinor: 0 }])).toBe('unapproved');
  expect(stand([{ ...PAST, capturedMinor: 200 }])).toBe('unapproved');
  expect(stand([{ ...PAST, reference: 'another' }])).toBe('settling');
});
