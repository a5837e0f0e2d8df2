import type { KioskSnapshot } from './snapshot.ts';

export type TestSaleProgress =
  'none' | 'awaited' | 'unheard' | 'running' | 'settling' | 'released' | 'unapproved';

/** How the test stands: as the technician's scan does, and once it has come, as its sale does. */
export function testSaleProgress({
  testSale,
  sale,
  lastSales,
}: Pick<KioskSnapshot, 'testSale' | 'sale' | 'lastSales'>): TestSaleProgress {
  if (testSale === undefined) return 'none';
  if (testSale.state !== 'begun') return testSale.state;
  if (sale?.reference === testSale.reference) return 'running';
  const past = lastSales.find(({ reference }) => reference === testSale.reference);
  if (past?.state !== 'settled') return 'settling';
  return past.releasedMinor > 0 && past.capturedMinor === 0 ? 'released' : 'unapproved';
}
