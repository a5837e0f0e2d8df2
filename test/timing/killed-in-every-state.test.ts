import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAtPage } from '../support/page-probe.ts';
import { openRealScreen, type RealScreen } from '../support/real-screen.ts';
import { serveKiosk, type ServedKiosk } from '../support/service-manager.ts';
import { createStage, MACHINE, until, type ExportedSale, type Stage } from '../support/stage.ts';

type Victim = 'renderer' | 'gpu-process' | 'line' | 'main';
const STATES = ['reserving', 'awaitingApproval', 'offering', 'vending', 'capturing'] as const;
type State = (typeof STATES)[number];

/** Long enough to hit each state. */
const VEND_MS = 1_500;
const CALL_MS = 1_500;
const PRESS_AGAIN_MS = 1_000;
/** A slot whose drop has failed is out of sale: the next customers press another one. */
const SLOTS = [
  { selection: 'B1', price: 2_500 },
  { selection: 'A1', price: 3_000 },
  { selection: 'A2', price: 2_000 },
];
let failedSlots = 0;
/** Issue 17: within this time after its end the screen is there again. */
const SCREEN_MS = 10_000;

let stage: Stage;
let screen: RealScreen;
let kiosk: ServedKiosk;
/** How long the screen was away, each time. */
const screens: { readonly what: string; readonly ms: number }[] = [];

beforeAll(async () => {
  stage = await createStage({ driver: 'xy', vendMs: VEND_MS });
  screen = await openRealScreen();
  kiosk = await serveKiosk(screen, stage);
  for (const operation of ['create', 'capture']) {
    const options = { operation, afterMs: CALL_MS };
    await stage.control('behaviour', { name: 'slow', isOn: true, options });
  }
  await shown();
});
afterAll(async () => {
  await kiosk.stop();
  await screen.close();
  await stage.close();
});

const status = () => stage.status(kiosk.statusPort).catch(() => undefined);

/** Waits until the page shows, drawn, what the kiosk says. */
function shown(): Promise<true> {
  return until('the page', async () => {
    const page = await lookAtPage(kiosk.debugPort);
    return page !== undefined && page.state === (await status())?.state ? true : undefined;
  });
}

function pidOf(victim: Victim): number | undefined {
  const running = kiosk.now();
  if (victim === 'main') return running?.child.pid;
  if (victim === 'line') {
    // Chromium's other utility process, for the network, was there first.
    const utilities = running?.children('utility') ?? [];
    return utilities.length < 2 ? undefined : utilities.at(-1);
  }
  return running?.children(victim)[0];
}

interface Customer {
  hasApproved: boolean;
  pressedAtMs: number;
  readonly sold: number;
}

/** Customers go on as long as the machine lets them. */
async function act(customer: Customer, upTo: State): Promise<void> {
  const step = STATES.indexOf(upTo);
  const { pending } = await stage.simulatorState<{ pending: { reference: string }[] }>();
  const reference = pending.at(-1)?.reference;
  if (step >= 2 && reference !== undefined && !customer.hasApproved) {
    customer.hasApproved = true;
    await stage.control('approve', { reference });
  }
  const isOffered = step >= 3 && (await status())?.sale?.state === 'offering';
  // A press that came too early is pressed again.
  if (isOffered && performance.now() - customer.pressedAtMs > PRESS_AGAIN_MS) {
    customer.pressedAtMs = performance.now();
    await stage.control('press', { selection: SLOTS.at(failedSlots)?.selection });
  }
}

async function isIn(state: State, sold: number): Promise<boolean> {
  const now = await status();
  if (now === undefined || state !== 'capturing') return now?.sale?.state === state;
  // The machine serves the next customer meanwhile.
  return now.sale?.state !== 'vending' && (await stage.dispensed()).length > sold;
}

async function reach(customer: Customer, state: State): Promise<void> {
  await until(state, async () => {
    await act(customer, state);
    return (await isIn(state, customer.sold)) ? true : undefined;
  });
}

async function arrive(): Promise<Customer> {
  await stage.readyStatus(kiosk.statusPort);
  const customer = {
    hasApproved: false,
    pressedAtMs: -Infinity,
    sold: (await stage.dispensed()).length,
  };
  void stage.control('scan', { qr: MACHINE });
  return customer;
}

/** Ends a process, and says after how long the screen shows again what is true. */
async function end(victim: Victim, signal: 'SIGKILL' | 'SIGSTOP', state: State): Promise<void> {
  const pid = await until(victim, () => Promise.resolve(pidOf(victim)));
  const began = performance.now();
  process.kill(pid, signal);
  await until(`the end of the ${victim}`, () =>
    Promise.resolve(pidOf(victim) === pid ? undefined : true),
  );
  const ended = performance.now();
  await shown();
  const there = performance.now();
  // A stopped main is noticed after the watchdog's time, which the unit chooses.
  const since = signal === 'SIGSTOP' && victim === 'main' ? ended : began;
  const ms = there - since;
  screens.push({ what: `${victim}, ${signal}, ${state}`, ms });
}

/** The customer goes on; the sale that ends, and its row at Vipps, tell the same. */
async function settle(customer: Customer): Promise<ExportedSale> {
  const sale = await until('the sale to be settled', async () => {
    await act(customer, 'capturing');
    const now = await status();
    if (now?.state !== 'ready' || now.settling !== 0) return undefined;
    const last = (await stage.sales()).at(-1);
    return last?.state === 'settled' ? last : undefined;
  });
  const row = (await stage.ledger()).find(({ reference }) => reference === sale.reference);
  const hasDropped = (await stage.dispensed()).length > customer.sold;
  expect(row?.open ?? 0).toBe(0);
  expect(row?.captured ?? 0).toBe(sale.captured);
  expect(sale.captured).toBe(sale.outcome === 'sold' ? SLOTS.at(failedSlots)?.price : 0);
  expect(sale.captured + sale.released).toBe(sale.reserved);
  if (sale.outcome === 'sold') expect(hasDropped).toBe(true);
  if (sale.outcome === 'vendFailed') failedSlots += 1;
  return sale;
}

it.each(['renderer', 'gpu-process'] as const)(
  'the %s hangs in two states of a sale, and is killed in every state of the next: both are sold',
  async (victim) => {
    const first = await arrive();
    for (const state of ['awaitingApproval', 'offering'] as const) {
      await reach(first, state);
      await end(victim, 'SIGSTOP', state);
    }
    expect((await settle(first)).outcome).toBe('sold');
    const second = await arrive();
    for (const state of STATES) {
      await reach(second, state);
      await end(victim, 'SIGKILL', state);
    }
    expect((await settle(second)).outcome).toBe('sold');
  },
);

/** How a sale may end whose process died then: with one customer at the machine, and never with two truths. */
const ENDS: Readonly<Record<'main' | 'line', Readonly<Record<State, readonly string[]>>>> = {
  main: {
    // The customer's token is lost; what has reached Vipps is withdrawn.
    reserving: ['restarted'],
    // Whoever approves before the machine is back gets everything back.
    awaitingApproval: ['sold', 'machineNotReady', 'restarted'],
    offering: ['restarted'],
    vending: ['unknownReleased'],
    capturing: ['sold'],
  },
  line: {
    reserving: ['sold', 'machineNotReady'],
    awaitingApproval: ['sold', 'machineNotReady'],
    offering: ['machineNotReady'],
    // The board ends a vend whose polls nobody answers.
    vending: ['vendFailed', 'unknownReleased'],
    capturing: ['sold'],
  },
};

const CASES = (['main', 'line'] as const).flatMap((victim) => [
  ...STATES.map((state) => [victim, 'SIGKILL', state] as const),
  ...(['offering', 'vending'] as const).map((state) => [victim, 'SIGSTOP', state] as const),
]);

it.each(CASES)('%s gets %s while the sale is %s', async (victim, signal, state) => {
  const customer = await arrive();
  await reach(customer, state);
  await end(victim, signal, state);
  const { outcome } = await settle(customer);
  expect(ENDS[victim][state]).toContain(outcome);
  process.stdout.write(`${victim}, ${signal}, ${state}: ${String(outcome)}\n`);
});

it('the screen was never away for longer than 10 s', () => {
  const slowest = [...screens].sort((one, other) => other.ms - one.ms);
  const lines = slowest.map(({ what, ms }) => `  ${(ms / 1_000).toFixed(1)} s  ${what}`);
  process.stdout.write(`Until the screen showed again what is true:\n${lines.join('\n')}\n`);
  expect(slowest.length).toBeGreaterThan(25);
  expect(slowest.filter(({ ms }) => ms > SCREEN_MS)).toEqual([]);
});
