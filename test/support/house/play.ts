import { MACHINE, type House } from './house.ts';
import type { Customer, Mishap, Moment, Step } from './schedule.ts';

/** Selections of the house that plays schedules. */
export const SHELF = {
  sellable: ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'],
  /** The kiosk has no stock of it, and does not sell it. */
  unsellable: 'C1',
  /** Costs more in the machine than in the catalogue, and more than any reservation. */
  tooDear: 'C2',
  /** Empty in the machine, in stock in the catalogue. */
  soldOut: 'C3',
  /** Not in the catalogue. */
  unknown: 'C4',
  /** Has a minimum age. */
  restricted: 'B3',
} as const;
const PRICES = [3000, 2000, 3200, 2500, 2800, 3500];
export const PLENTY = 9_000;

const machineSlots = [
  ...SHELF.sellable.map((selection, index) => ({
    selection,
    item: index + 1,
    product: `Product ${selection}`,
    priceMinor: PRICES[index] ?? 3000,
    count: PLENTY,
  })),
  { selection: 'C1', item: 7, product: 'Uncounted', priceMinor: 2000, count: PLENTY },
  { selection: 'C2', item: 8, product: 'Too dear', priceMinor: 9900, count: PLENTY },
  { selection: 'C3', item: 9, product: 'Sold out', priceMinor: 2000, count: 0 },
  { selection: 'C4', item: 10, product: 'Unknown', priceMinor: 2000, count: PLENTY },
];
const STOCK: Readonly<Record<string, number>> = { C1: 0, C3: 5 };
const CHEAPER: Readonly<Record<string, number>> = { C2: 2000 };

/** House options with every kind of selection. */
export const SHELF_OPTIONS = {
  profile: { slots: machineSlots },
  catalogue: [
    'selection,item,product,price,vatRate,stock,capacity,minimumAge',
    ...machineSlots
      .filter((slot) => slot.selection !== SHELF.unknown)
      .map((slot) => {
        const price = ((CHEAPER[slot.selection] ?? slot.priceMinor) / 100).toFixed(2);
        const stock = String(STOCK[slot.selection] ?? PLENTY);
        return `${slot.selection},${String(slot.item)},${slot.product},${price},15,${stock},${String(PLENTY)},${slot.selection === SHELF.restricted ? '18' : '0'}`;
      }),
    '',
  ].join('\n'),
};

interface Later {
  readonly atMs: number;
  readonly run: () => void | Promise<void>;
}

/** Plays schedules in a house, and repairs everything at the end. */
export interface Player {
  play(step: Step): Promise<void>;
  /** Ends every mishap and starts every program. */
  repair(): Promise<void>;
  /** Advances time and runs the scheduled repairs. @returns whether the condition came true */
  comes(isSo: () => boolean, limitMs: number): Promise<boolean>;
  /** Payments that somebody moved in the portal. */
  readonly touched: ReadonlySet<string>;
  /** How often each mishap happened, by name. */
  readonly struck: ReadonlyMap<string, number>;
}

function nameOf(mishap: Mishap): string {
  switch (mishap.kind) {
    case 'machine':
      return `machine/${mishap.behaviour}`;
    case 'vipps':
      return `vipps/${mishap.behaviour}`;
    case 'cable':
      return `cable/${mishap.cable}/${mishap.how}`;
    default:
      return mishap.kind;
  }
}

export function createPlayer(house: House): Player {
  const touched = new Set<string>();
  const struck = new Map<string, number>();
  let later: readonly Later[] = [];
  let jumpedMs = 0;
  let lastToken: string | undefined;
  let isForgotten = false;
  let isRelayUp = true;

  function afterwards(afterMs: number, run: Later['run']): void {
    later = [...later, { atMs: house.elapsedMs() + afterMs, run }].sort(
      (one, two) => one.atMs - two.atMs,
    );
  }

  async function comes(isSo: () => boolean, limitMs: number): Promise<boolean> {
    const endMs = house.elapsedMs() + limitMs;
    for (;;) {
      const next = later[0];
      const untilMs = Math.min(endMs, next?.atMs ?? Infinity);
      if (await house.comes(isSo, Math.max(0, untilMs - house.elapsedMs()))) return true;
      if (next === undefined || next.atMs > endMs) return false;
      later = later.slice(1);
      await next.run();
    }
  }

  const pass = (ms: number): Promise<boolean> => comes(() => false, ms);

  async function stopRelay(): Promise<void> {
    isRelayUp = false;
    await house.stopRelay();
  }

  async function startRelay(): Promise<void> {
    if (!isRelayUp) await house.startRelay();
    isRelayUp = true;
  }

  async function bootKiosk(): Promise<void> {
    if (!house.isOn()) await house.startKiosk();
  }

  async function takeOff(off: Promise<void>, offMs: number): Promise<void> {
    await off;
    await pass(offMs);
    await bootKiosk();
  }

  function cableOf(name: Extract<Mishap, { kind: 'cable' }>['cable']): House['vippsCable'] {
    if (name === 'relay') return house.relayCable();
    if (name === 'serial') return house.serialCable();
    return name === 'webhook' ? house.webhookCable : house.vippsCable;
  }

  function breakCable({ cable, how, forMs }: Extract<Mishap, { kind: 'cable' }>): void {
    cableOf(cable)[how]();
    if (how === 'shake') return;
    afterwards(forMs, () => {
      cableOf(cable).mend();
    });
  }

  /** Only changes that the kiosk can learn of: it hears of the portal through webhooks alone. */
  function actInPortal({ action, share }: Extract<Mishap, { kind: 'portal' }>): void {
    const row = house.ledger().at(-1);
    const isUnheard = house.vipps.listBehaviours().some(({ name }) => name === 'webhook-lost');
    if (row === undefined || isUnheard || isForgotten) return;
    const amount = Math.floor((row.reserved * share) / 100);
    if (house.vipps.actInPortal(row.reference, action, amount).ok) touched.add(row.reference);
  }

  async function strike(mishap: Mishap): Promise<void> {
    const name = nameOf(mishap);
    struck.set(name, (struck.get(name) ?? 0) + 1);
    switch (mishap.kind) {
      case 'machine':
        house.machine.setBehaviour(mishap.behaviour, true);
        afterwards(mishap.forMs, () => {
          house.machine.setBehaviour(mishap.behaviour, false);
        });
        break;
      case 'vipps':
        house.vipps.setBehaviour(mishap.behaviour, mishap.options);
        afterwards(mishap.forMs, () => {
          house.vipps.clearBehaviour(mishap.behaviour);
        });
        break;
      case 'cable':
        breakCable(mishap);
        break;
      case 'relay-restart':
        await stopRelay();
        afterwards(mishap.offMs, startRelay);
        break;
      case 'kiosk-restart':
        await takeOff(house.stopKiosk(), mishap.offMs);
        break;
      case 'power-cut':
        await takeOff(house.cutPower(), mishap.offMs);
        break;
      case 'clock-jump':
        house.wall.jump(mishap.byMs);
        jumpedMs += mishap.byMs;
        break;
      default:
        await strikeByHand(mishap);
    }
  }

  type ByHand = Exclude<
    Mishap,
    { kind: 'machine' | 'vipps' | 'cable' | `${string}-restart` | 'power-cut' | 'clock-jump' }
  >;

  async function strikeByHand(mishap: ByHand): Promise<void> {
    switch (mishap.kind) {
      case 'tokens-revoked':
        house.vipps.revokeTokens();
        break;
      case 'registrations-forgotten':
        house.vipps.forgetRegistrations();
        isForgotten = true;
        break;
      case 'forged-approval': {
        const reference = house.ledger().at(-1)?.reference;
        if (reference !== undefined) await house.run(house.vipps.sendForgedApproval(reference));
        break;
      }
      case 'portal':
        actInPortal(mishap);
        break;
      case 'second-scan':
        await house.run(house.vipps.scan(MACHINE));
        break;
      case 'repeated-scan':
        if (lastToken === undefined) break;
        await house.run(house.vipps.scan(MACHINE, { customerToken: lastToken }));
        break;
      case 'stranger-presses':
        house.machine.press(mishap.selection);
        break;
      case 'return-lever':
        house.machine.returnLever();
        break;
    }
  }

  async function serve(customer: Customer): Promise<void> {
    const at = async (moment: Moment): Promise<void> => {
      for (const one of customer.mishaps) if (one.at === moment) await strike(one.mishap);
    };
    await at('coming');
    const [first = SHELF.sellable[0]] = customer.selections;
    if (customer.isPressedFirst) {
      house.machine.press(first);
      await pass(500);
    }
    const reference = await askedOf(customer, at);
    if (reference === undefined || !(await answers(customer, reference))) return;
    await at('approved');
    const isServed = (): boolean => house.canChoose() || state() === 'vending';
    if (!(await comes(isServed, CREDIT_LIMIT_MS))) return;
    await at('credited');
    if (customer.manner === 'presses-nothing') await comes(() => !house.canChoose(), 65_000);
    else if (customer.manner === 'pulls-lever') house.machine.returnLever();
    else await chooses(customer, at);
    await comes(() => state() === 'enabled', 3_000);
    house.machine.takeProduct();
  }

  const state = (): string => house.machine.view().state;

  /** Scans. @returns the reference of the payment request, if one arrives */
  async function askedOf(
    { ageYears }: Customer,
    at: (moment: Moment) => Promise<void>,
  ): Promise<string | undefined> {
    const before = house.ledger().length;
    const scanning = house.vipps.scan(MACHINE, { ageYears });
    await at('scanning');
    const { status, customerToken } = await house.run(scanning);
    if (status !== 200) return undefined;
    lastToken = customerToken;
    const row = (): string | undefined => house.ledger()[before]?.reference;
    if (!(await comes(() => row() !== undefined, ASKED_LIMIT_MS))) return undefined;
    await at('asked');
    return row();
  }

  /** @returns whether it was approved */
  async function answers({ manner }: Customer, reference: string): Promise<boolean> {
    const isOver = (): boolean =>
      house.ledger().find((row) => row.reference === reference)?.state !== 'CREATED';
    if (manner === 'declines') {
      house.vipps.decline(reference);
      return false;
    }
    if (manner === 'ignores') {
      await comes(isOver, 130_000);
      return false;
    }
    if (manner === 'approves-late') await comes(isOver, LATE_APPROVAL_MS);
    return house.vipps.approve(reference).ok || !isOver();
  }

  async function chooses(customer: Customer, at: (moment: Moment) => Promise<void>): Promise<void> {
    for (const selection of customer.selections) {
      const drops = house.machine.dispensed().length;
      if (house.canChoose()) house.machine.press(selection);
      await at('pressed');
      await comes(() => state() !== 'requesting', 6_000);
      if (state() === 'vending') {
        await at('vending');
        if (await comes(() => house.machine.dispensed().length > drops, 4_000)) await at('dropped');
        return;
      }
      if (!(await comes(() => house.canChoose(), 2_000))) return;
    }
  }

  async function repair(): Promise<void> {
    const due = later;
    later = [];
    for (const { run } of due) await run();
    house.vipps.clearBehaviour();
    house.wall.jump(-jumpedMs);
    jumpedMs = 0;
    await bootKiosk();
    // A restart registers the webhooks anew and compares the relay's clock with the kiosk's.
    await stopRelay();
    await startRelay();
    isForgotten = false;
  }

  return {
    touched,
    struck,
    comes,
    repair,
    play: async (step) => {
      if (step.kind === 'customer') await serve(step);
      else if (step.kind === 'mishap') await strike(step.mishap);
      else await pass(step.forMs);
    },
  };
}

const ASKED_LIMIT_MS = 30_000;
const CREDIT_LIMIT_MS = 20_000;
/** Just before the kiosk's approval deadline. */
const LATE_APPROVAL_MS = 119_900;
