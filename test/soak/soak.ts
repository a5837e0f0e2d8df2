import { readdirSync } from 'node:fs';
import { booksOf, endTroubles, stockOf, TROUBLES, type Trouble } from '../support/house/chaos.ts';
import { violationsOf } from '../support/books.ts';
import { openHouse, type House } from '../support/house/house.ts';
import { rest, visit, type Incident, type Visitor } from '../support/house/visit.ts';
import { DEMO_PROFILE } from '../../src/simulator/vend-machine/profile.ts';
import { randomFrom } from '../../scripts/random.ts';

export interface SoakOptions {
  readonly sales: number;
  /** How likely each trouble is in each visit, 0 to 1. */
  readonly share: number;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

export interface Measure {
  readonly visits: number;
  readonly rssMB: number;
  readonly heapMB: number;
  readonly files: number;
}

export interface SoakReport {
  readonly visits: number;
  readonly sales: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly troubles: Readonly<Record<string, number>>;
  readonly openReservations: number;
  readonly violations: readonly string[];
  readonly virtualHours: number;
  readonly seconds: number;
  readonly measures: readonly Measure[];
}

const PLENTY = 9_999;
const MEASURES = 8;
const LAST_DROP_MS = 120_000;
const LONGEST_REST_MS = 6 * 3_600_000;

function catalogue(): string {
  const rows = DEMO_PROFILE.slots.map(
    ({ selection, item, product, priceMinor }) =>
      `${selection},${String(item)},${product},${(priceMinor / 100).toFixed(2)},15,${String(PLENTY)},${String(PLENTY)},0`,
  );
  return ['selection,item,product,price,vatRate,stock,capacity,minimumAge', ...rows, ''].join('\n');
}

function visitorFrom(random: () => number): Visitor {
  const slots = DEMO_PROFILE.slots;
  const selection = slots[Math.floor(random() * slots.length)]?.selection;
  const mood = random();
  return {
    approves: mood < 0.05 ? 'no' : mood < 0.07 ? 'never' : mood < 0.08 ? 'late' : 'yes',
    selection: random() < 0.05 ? undefined : selection,
    hasCompany: random() < 0.1,
  };
}

/** Copying the whole disk for a power cut costs more than everything else in a visit. */
const COSTLY = 0.2;

function incidentsFrom(random: () => number, share: number): readonly Incident[] {
  const isDue = ({ name }: Trouble): boolean =>
    random() < (name === 'power cut' ? share * COSTLY : share);
  return TROUBLES.filter(isDue).map((trouble) => {
    const fromMs = Math.floor(random() * 4_000);
    return { trouble, fromMs, toMs: fromMs + 500 + Math.floor(random() * 20_000) };
  });
}

function measure(visits: number): Measure {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const files = readdirSync('/proc/self/fd').length;
  return { visits, rssMB: Math.round(rss / 1e6), heapMB: Math.round(heapUsed / 1e5) / 10, files };
}

/** Only one of the two programs at a time can be off, and one cable be in one trouble. */
function compatible(incidents: readonly Incident[]): readonly Incident[] {
  const taken = new Set<string>();
  return incidents.filter(({ trouble }) => {
    const [first = '', second = ''] = trouble.name.split(' ');
    const place = first === 'power' || first === 'kiosk' ? 'kiosk' : first;
    const isAlone = place.endsWith('Cable') || place === 'kiosk' || place === 'relay';
    if (!isAlone) return true;
    if (taken.has(place)) return false;
    taken.add(place);
    return second !== '';
  });
}

interface Window {
  readonly fromMs: number;
  readonly stocked: ReadonlyMap<string, number>;
}

/** All money at rest, the books of the visits since the last look are held to the rules. */
async function lookAtBooks(house: House, { fromMs, stocked }: Window): Promise<readonly string[]> {
  await endTroubles(house, []);
  await rest(house, LONGEST_REST_MS);
  // The slowest machine drops 90 s after the approval: then it is not the next window's.
  await house.advance(LAST_DROP_MS);
  const books = booksOf(house, stocked);
  const isNew = ({ atMs }: { readonly atMs: number }): boolean => atMs >= fromMs;
  const sales = books.sales.filter((sale) => Date.parse(sale.startedAt) >= fromMs);
  const isOfNow = ({ reference }: { readonly reference: string }): boolean =>
    sales.some((sale) => sale.reference === reference);
  const isUnknown = ({ reference }: { readonly reference: string }): boolean =>
    !books.sales.some((sale) => sale.reference === reference);
  return violationsOf({
    ...books,
    sales,
    ledger: books.ledger.filter((row) => isOfNow(row) || isUnknown(row)),
    drops: books.drops.filter(isNew),
    transcript: books.transcript.filter(isNew),
  });
}

/** Many customers in a row, with every trouble now and then, on one installation. */
export async function soak({ sales, share, seed, onProgress }: SoakOptions): Promise<SoakReport> {
  const began = performance.now();
  const random = randomFrom(seed);
  const slots = DEMO_PROFILE.slots.map((slot) => ({ ...slot, count: PLENTY }));
  const house = await openHouse({
    catalogue: catalogue(),
    profile: { slots },
    settings: { latchAfterFailures: '0' },
    random,
  });
  const troubles: Record<string, number> = {};
  const measures: Measure[] = [measure(0)];
  const violations: string[] = [];
  let leftOpen = 0;
  const open = (): Window => ({ fromMs: house.wall.nowMs(), stocked: stockOf(house) });
  try {
    let window = open();
    for (let count = 1; count <= sales; count += 1) {
      const incidents = compatible(incidentsFrom(random, share));
      for (const { trouble } of incidents) {
        troubles[trouble.name] = (troubles[trouble.name] ?? 0) + 1;
      }
      await visit(house, visitorFrom(random), incidents);
      house.machine.takeProduct();
      if (count % Math.ceil(sales / MEASURES) !== 0 && count !== sales) continue;
      violations.push(...(await lookAtBooks(house, window)));
      leftOpen += house.ledger().filter((row) => row.open > 0).length;
      window = open();
      house.vipps.forgetPayments(window.fromMs - LAST_DROP_MS);
      measures.push(measure(count));
      const seen = { ...measures.at(-1), violations: violations.length };
      onProgress(`${String(count)} visits, ${JSON.stringify(seen)}`);
    }
    const outcomes: Record<string, number> = {};
    for (const { outcome } of house.sales()) {
      outcomes[outcome ?? 'open'] = (outcomes[outcome ?? 'open'] ?? 0) + 1;
    }
    return {
      visits: sales,
      sales: house.sales().length,
      outcomes,
      troubles,
      openReservations: leftOpen,
      violations,
      virtualHours: Math.round(house.elapsedMs() / 360_000) / 10,
      seconds: Math.round((performance.now() - began) / 1000),
      measures,
    };
  } finally {
    await house.close();
  }
}
