import type { Phone } from '../phone/phone.ts';
import type { VendingMachine } from '../vend-machine/machine.ts';
import type { MachineSlot } from '../vend-machine/profile.ts';
import type { SimulatedVipps } from '../vipps/simulated-vipps.ts';
import type { Purchase, Scene } from './story.ts';

/** The machine may first have to leave service mode, or recover from a power cut. */
const TAKES_CUSTOMERS_MS = 30_000;
const SCAN_EVERY_MS = 1_000;
const PRESS_EVERY_MS = 600;
/** Presses before the customer tries the next slot, because the kiosk does not sell this one. */
const PRESSES = 6;

export interface CustomerDeps {
  readonly phone: Phone;
  readonly machine: VendingMachine;
  readonly vipps: Pick<SimulatedVipps, 'control' | 'ledger'>;
  /** Number of stories played before; each one starts at another slot. */
  readonly turn: number;
  readonly monotonicMs: () => number;
}

type Narration = Pick<Scene, 'tell' | 'until'>;

/** The slots with stock, starting at another one each time. */
function slotsToTry({ machine, turn }: CustomerDeps): readonly MachineSlot[] {
  const { slots, board } = machine.view();
  const paused = new Set(board?.motors.filter((motor) => motor.isPaused).map(selectionOf));
  const good = slots.filter(({ selection, count }) => count > 0 && !paused.has(selection));
  const from = turn % Math.max(1, good.length);
  return [...good.slice(from), ...good.slice(0, from)];
}

const selectionOf = ({ selection }: { readonly selection: string }): string => selection;

async function scan(deps: CustomerDeps, { until }: Narration): Promise<void> {
  const { phone, vipps, monotonicMs } = deps;
  const qr = vipps.control.listQrs()[0]?.merchantQrId;
  if (qr === undefined) throw new Error('No machine has a code yet.');
  let isTaken = false;
  let lastMs = -Infinity;
  await until(
    'the machine to take customers (is somebody in service mode? Press “Back in sale” on the kiosk)',
    () => {
      if (isTaken) return true;
      if (monotonicMs() - lastMs < SCAN_EVERY_MS) return undefined;
      lastMs = monotonicMs();
      void phone.scan(qr).then(({ status }) => {
        isTaken = status === 200;
      });
      return undefined;
    },
    TAKES_CUSTOMERS_MS,
  );
}

async function approve({ vipps }: CustomerDeps, { until }: Narration): Promise<string> {
  const asked = await until('the payment request', () => vipps.control.listPending().at(-1));
  vipps.control.approve(asked.reference);
  return asked.reference;
}

async function press(deps: CustomerDeps, { until }: Narration): Promise<MachineSlot> {
  const { machine, monotonicMs } = deps;
  const mayPress = machine.view().board === undefined ? 'session' : 'enabled';
  let slots = slotsToTry(deps);
  let presses = 0;
  let lastMs = -Infinity;
  return until('the motor to turn', () => {
    const slot = slots[0];
    if (slot === undefined) throw new Error('The kiosk sells none of its slots.');
    const { state } = machine.view();
    if (state === 'vending') return slot;
    if (state !== mayPress || monotonicMs() - lastMs < PRESS_EVERY_MS) return undefined;
    if (presses === PRESSES) slots = slots.slice(1);
    presses = presses === PRESSES ? 0 : presses + 1;
    lastMs = monotonicMs();
    machine.press((slots[0] ?? slot).selection);
    return undefined;
  });
}

/** A customer scans, approves and presses until the motor turns. */
export async function buy(deps: CustomerDeps, scene: Narration): Promise<Purchase> {
  await scan(deps, scene);
  await scene.tell('A customer scans the code on the machine.');
  const reference = await approve(deps, scene);
  await scene.tell('The phone asks to reserve the dearest price; the customer approves.');
  const { selection, product } = await press(deps, scene);
  return { reference, selection, product };
}
