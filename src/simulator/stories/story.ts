import type { VendingMachine } from '../vend-machine/machine.ts';
import type { LedgerRow } from '../vipps/ledger.ts';

/** What only whoever runs the programs can do. Each resolves when it is done. */
export interface StageHand {
  /** The kiosk's process is killed hard, as when the power goes. */
  cutPower(): Promise<void>;
  /** The kiosk is started again. */
  restorePower(): Promise<void>;
  /** The link between the kiosk and the relay breaks, and nothing goes through until it is mended. */
  cutNetwork(): Promise<void>;
  mendNetwork(): Promise<void>;
}

/** A purchase, as far as the customer's own hands go. */
export interface Purchase {
  readonly reference: string;
  readonly selection: string;
  readonly product: string;
}

/** What a story is played with. Everything it does is told as it happens. */
export interface Scene {
  readonly machine: VendingMachine;
  /** Tells the next step, and leaves time to read it. */
  tell(step: string): Promise<void>;
  /** Waits for something to become true. Throws a sentence when it does not in time. */
  until<Found>(what: string, look: () => Found | undefined, limitMs?: number): Promise<Found>;
  /** The customer scans, approves and presses, until the motor turns. */
  buy(): Promise<Purchase>;
  /** Another customer's scan: whether the machine took it. */
  scanBySomebodyElse(): Promise<boolean>;
  ledgerRow(reference: string): LedgerRow | undefined;
  /** Who may give money back, as the page tells them. */
  readonly owner: string;
}

export interface Story {
  readonly name: string;
  readonly title: string;
  /** What will happen, before it is pressed. */
  readonly what: string;
  /** Undefined: the story needs nobody but the simulator. */
  play(scene: Scene, hand: StageHand): Promise<void>;
  /** Whether it needs a stage hand. */
  readonly needsHand: boolean;
}

/** All of the money of a payment has come to rest. */
export function settledRow(scene: Scene, reference: string): LedgerRow | undefined {
  const row = scene.ledgerRow(reference);
  const isSettled = row?.state === 'AUTHORIZED' && row.open === 0;
  return isSettled ? row : undefined;
}
