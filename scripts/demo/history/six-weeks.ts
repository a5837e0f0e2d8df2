import { paymentReference, isMachineId } from '#core/base/ids.ts';
import { currencyOf } from '#core/money/money.ts';
import { termsOf } from '#core/settings/settings.ts';
import { marketDay } from '#core/time/market-day.ts';
import type { Database } from '#sqlite/database.ts';
import { ulid } from 'ulid';
import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import { openKioskDatabase } from '../../../src/main/composition/open-stores.ts';
import { formatCatalogue } from '../../../src/main/products/export-csv.ts';
import { pastPaymentSchema, type PastPayment } from '../../../src/simulator/vipps/past-payments.ts';
import { addPerson } from '../../../src/main/service/add-person.ts';
import { hashPin } from '../../../src/main/service/pin-hash.ts';
import { createAuditLog } from '../../../src/main/store/audit-log.ts';
import { readPlacedSlots, readSlots } from '../../../src/main/store/catalogue.ts';
import { createHealthStore } from '../../../src/main/store/health-store.ts';
import { importCatalogue } from '../../../src/main/store/import-catalogue.ts';
import { createMachineStore } from '../../../src/main/store/machine-store.ts';
import { createPeople } from '../../../src/main/store/people.ts';
import { createSaleStore } from '../../../src/main/store/sale-store.ts';
import { randomFrom } from '../../random.ts';
import { OWNER, PEOPLE, TECHNICIAN } from '../people.ts';
import { choiceOf, customersOf, isWeekend, type Customer } from './customers.ts';
import { playSale } from './play-sale.ts';
import { breakLink, chill, refill, type PastClock } from './upkeep.ts';

export interface History {
  readonly dataDir: string;
  readonly machineId: string;
  /** The product list, with the stock of the first day. */
  readonly products: string;
  /** Whether the board reports drops and temperatures. */
  readonly hasBoard: boolean;
  /** The end of the history, wall clock. */
  readonly untilMs: number;
}

const MARKET = 'NO';
const DAYS = 42;
const HOUR = 3_600_000;
const SEED = 15;
/** The machine is refilled every other day before opening, counted back from yesterday; never at weekends. */
const FILLED_EVERY = 2;
const FILLED_AT_MS = 6.5 * HOUR;
/** No customers in the last minutes, so that the machine is free. */
const QUIET_MS = 10 * 60_000;
/** Pixels per millimetre of a desktop monitor (96 dpi): shows the demo's kiosk at the size of a real panel. */
const DESKTOP = '3.78';
/** Days before the last one with a relay outage. */
const LINK_BROKE = [31, 17, 5];

/** Groups many commits into one: a power cut may lose an invented past. */
function inOneCommit(database: Database): Database {
  return { ...database, atomically: (work) => work() };
}

function pastClock(): PastClock {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    goTo: (atMs) => {
      nowMs = atMs;
    },
  };
}

/** Midnights of the last days in the machine's time zone, oldest first; the last one is today's. */
function midnights(untilMs: number): readonly number[] {
  const today = new Date(untilMs);
  return Array.from({ length: DAYS + 1 }, (_none, index) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS + index).getTime(),
  );
}

type Hashed = readonly ((typeof PEOPLE)[number] & { readonly pinHash: string })[];

/** The kiosk's own stores, and a clock that is set to the past. */
function openBooks(database: Database, { machineId }: History) {
  if (!isMachineId(machineId)) throw new RangeError(machineId);
  const clock = pastClock();
  const today = (): ReturnType<typeof marketDay> => marketDay(MARKET, clock.nowMs());
  return {
    machineId,
    clock,
    today,
    chance: randomFrom(SEED),
    store: createSaleStore(database, today),
    changes: createAuditLog(database, clock),
    health: createHealthStore(database),
    machine: createMachineStore(database),
  };
}
type Books = ReturnType<typeof openBooks>;

/** Writes the set-up of the machine. */
function setUp(database: Database, { clock, today, changes, chance }: Books, set: SetUp): void {
  const by = OWNER.name;
  const people = createPeople(database);
  for (const { name, role, language, pinHash } of set.people) {
    const person = { personId: ulid(clock.nowMs(), chance), name, role, language, pinHash };
    addPerson({ people, changes, clock }, { by, person });
  }
  const read = readCatalogueFile(set.products, currencyOf(MARKET));
  if (!read.ok) throw new Error('The product list of the demo is not in order.');
  const file = { slots: read.value, at: today(), by, detail: 'products.csv' };
  importCatalogue({ placedSlots: () => readPlacedSlots(database), changes }, file);
  const panel = {
    subject: 'setting',
    id: 'panel',
    field: 'value',
    old: null,
    new: DESKTOP,
  } as const;
  changes.apply({ kind: 'settingsChanged', by, patches: [panel] });
}

interface SetUp {
  readonly people: Hashed;
  readonly products: string;
}

/** Writes one customer's visit. @returns false when everything is sold out */
function serve(books: Books, { atMs, fate }: Customer, hasBoard: boolean): boolean {
  const { clock, store, chance, machineId } = books;
  clock.goTo(atMs);
  const slots = store.slots();
  const slot = choiceOf(slots, chance);
  if (slot === undefined) return false;
  const stocked = slots.filter(({ stock }) => stock > 0);
  playSale(books, {
    reference: paymentReference(machineId, ulid(atMs, chance)),
    atMs,
    fate,
    slot,
    terms: termsOf(store.settings(), true),
    reserveMinor: Math.max(...stocked.map(({ priceMinor }) => priceMinor)),
    hasDropSensor: hasBoard,
    owner: OWNER.name,
  });
  return true;
}

interface Day {
  readonly midnightMs: number;
  readonly daysAgo: number;
}

/** @returns the number of customers */
function writeDay(books: Books, { midnightMs, daysAgo }: Day, history: History): number {
  const { changes, store, clock, health, machine, chance } = books;
  const { untilMs, hasBoard } = history;
  const isFilled = daysAgo % FILLED_EVERY === 1 && !isWeekend(midnightMs);
  const filledAtMs = isFilled ? midnightMs + FILLED_AT_MS : 0;
  if (isFilled) refill({ changes, store, clock, by: TECHNICIAN.name }, filledAtMs);
  if (LINK_BROKE.includes(daysAgo)) breakLink(health, midnightMs + 15 * HOUR, chance);
  if (hasBoard) {
    const endsMs = Math.min(midnightMs + 24 * HOUR, untilMs);
    chill(machine, { fromMs: midnightMs, untilMs: endsMs, filledAtMs }, chance);
  }
  const came = customersOf(midnightMs, chance).filter(({ atMs }) => atMs <= untilMs - QUIET_MS);
  return came.filter((customer) => serve(books, customer, hasBoard)).length;
}

function writeDays(database: Database, history: History, people: Hashed): number {
  const books = openBooks(database, history);
  const days = midnights(history.untilMs);
  books.clock.goTo((days[0] ?? 0) - 12 * HOUR);
  setUp(database, books, { people, products: history.products });
  return days
    .map((midnightMs, index) => writeDay(books, { midnightMs, daysAgo: DAYS - index }, history))
    .reduce((sum, sales) => sum + sales, 0);
}

/** Past payments, from the table of sales. */
function paymentsOf(database: Database): readonly PastPayment[] {
  return database.all(
    pastPaymentSchema,
    `SELECT reference, started_at AS atMs, reserved AS reservedMinor, captured AS capturedMinor, refunded AS refundedMinor
     FROM sale WHERE captured > 0 ORDER BY started_at`,
  );
}

export interface Past {
  readonly customers: number;
  /** The product list with the final stock, for the simulated machine. */
  readonly products: string;
  /** The charged payments, for the simulated Vipps. */
  readonly payments: readonly PastPayment[];
}

/** Writes six weeks of sales, refills and people into a new kiosk.db. */
export async function writeSixWeeks(history: History): Promise<Past> {
  const people = await Promise.all(
    PEOPLE.map(async (person) => ({ ...person, pinHash: await hashPin(person.pin) })),
  );
  const database = openKioskDatabase(history.dataDir);
  try {
    const customers = database.atomically(() => writeDays(inOneCommit(database), history, people));
    const products = formatCatalogue(readSlots(database));
    return { customers, products, payments: paymentsOf(database) };
  } finally {
    database.close();
  }
}
