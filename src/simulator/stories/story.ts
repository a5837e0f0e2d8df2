import type { VendingMachine } from '../vend-machine/machine.ts';
import type { LedgerRow } from '../vipps/ledger.ts';

/** Actions that need whoever runs the programs. Each resolves when it is done. */
export interface StageHand {
  /** Kills the kiosk's process, as a power cut would. */
  cutPower(): Promise<void>;
  /** Starts the kiosk again. */
  restorePower(): Promise<void>;
  /** Cuts the network between kiosk and relay until it is mended. */
  cutNetwork(): Promise<void>;
  mendNetwork(): Promise<void>;
}

/** What the customer's part of a purchase led to. */
export interface Purchase {
  readonly reference: string;
  readonly selection: string;
  readonly product: string;
}

/** What a story can do; each step is shown as it happens. */
export interface Scene {
  readonly machine: VendingMachine;
  /** Shows the next step, and pauses to let people read it. */
  tell(step: string): Promise<void>;
  /** Polls `look` until it finds something. Throws a sentence after `limitMs`. */
  until<Found>(what: string, look: () => Found | undefined, limitMs?: number): Promise<Found>;
  /** The customer scans, approves and presses until the motor turns. */
  buy(): Promise<Purchase>;
  /** Another customer scans; resolves true if the machine accepted it. */
  scanBySomebodyElse(): Promise<boolean>;
  ledgerRow(reference: string): LedgerRow | undefined;
  /** Who may refund, as the page shows them. */
  readonly owner: string;
}

export interface Story {
  readonly name: string;
  readonly title: string;
  /** What will happen, shown before it starts. */
  readonly what: string;
  play(scene: Scene, hand: StageHand): Promise<void>;
  /** Whether it needs a stage hand. */
  readonly needsHand: boolean;
}

/** The ledger row once the payment has no open amount. */
export function settledRow(scene: Scene, reference: string): LedgerRow | undefined {
  const row = scene.ledgerRow(reference);
  const isSettled = row?.state === 'AUTHORIZED' && row.open === 0;
  return isSettled ? row : undefined;
}
