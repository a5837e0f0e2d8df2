import { MACHINE, type LedgerRow } from '../support/stage.ts';
import type { Lane } from './lane.ts';

/** What a customer does. */
export interface Customer {
  readonly approves: boolean;
  /** Undefined: presses nothing. */
  readonly selection: string | undefined;
  /** What the machine does wrong this time. */
  readonly behaviour: 'jam' | 'reset-after-approval' | 'drop-then-reset' | undefined;
}

export const BUYER: Customer = { approves: true, selection: 'A2', behaviour: undefined };

interface SimulatorState {
  readonly pending: readonly LedgerRow[];
  readonly machine: { readonly state: string };
}

const LOOK_EVERY_MS = 15;
/** Longer than every wait of a sale that nobody attends to. */
const LONGEST_STORY_MS = 25_000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What the customer still has in mind. */
interface Mind {
  hasApproved: boolean;
  hasPressed: boolean;
}

async function act(lane: Lane, { approves, selection }: Customer, mind: Mind): Promise<void> {
  const { stage } = lane;
  const state = await stage.simulatorState<SimulatorState>();
  const request = state.pending.at(-1);
  if (request !== undefined && !mind.hasApproved) {
    mind.hasApproved = true;
    await stage.control(approves ? 'approve' : 'decline', { reference: request.reference });
  }
  if (state.machine.state === 'session' && selection !== undefined && !mind.hasPressed) {
    mind.hasPressed = true;
    await stage.control('press', { selection });
  }
}

/**
 * One customer from the scan until the machine is free again; whatever dies on the way is started again at once, as
 * systemd would. @returns whether the scan was taken
 */
export async function serve(lane: Lane, customer: Customer): Promise<boolean> {
  const { stage } = lane;
  const { behaviour } = customer;
  if (behaviour !== undefined) await stage.control('behaviour', { name: behaviour, isOn: true });
  const mind = { hasApproved: false, hasPressed: false };
  let isScanned = false;
  const hasScanned = (): boolean => isScanned;
  const scanning = stage
    .control<{ status?: number }>('scan', { qr: MACHINE })
    .then(({ status }) => status === 200)
    .catch(() => false)
    .finally(() => (isScanned = true));
  const endAt = Date.now() + LONGEST_STORY_MS;
  for (let calm = 0; calm < 2;) {
    await pause(LOOK_EVERY_MS);
    await lane.revive();
    await act(lane, customer, mind);
    const isFree = hasScanned() && (await lane.state()) === 'ready';
    calm = isFree ? calm + 1 : 0;
    if (Date.now() > endAt) throw new Error(`The machine is not free again: ${await lane.state()}`);
  }
  if (behaviour !== undefined) await stage.control('behaviour', { name: behaviour, isOn: false });
  return scanning;
}

/** Waits until no sale is open and nothing is reserved. */
export async function untilSettled(lane: Lane, limitMs: number): Promise<void> {
  const endAt = Date.now() + limitMs;
  for (;;) {
    await lane.revive();
    const ledger = await lane.stage.ledger();
    const isOpen = ledger.some((row) => row.open > 0 || row.state === 'CREATED');
    if (!isOpen) {
      const sales = await lane.stage.sales();
      if (sales.every((sale) => sale.state === 'settled')) return;
    }
    if (Date.now() > endAt) return;
    await pause(250);
  }
}
