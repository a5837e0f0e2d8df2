import type { MachineOrder } from '../vend/machine-order.ts';

/** What a person at the machine orders and only the running machine can carry out. */
export type OperatorCommand =
  | {
      readonly kind: 'refund';
      readonly reference: string;
      /** Minor units; undefined: all that is left of the charge. */
      readonly amountMinor: number | undefined;
      readonly reason: string;
      readonly by: string;
    }
  /** The machine is taken out of sale, after the sale that runs, or put back. */
  | { readonly kind: 'service'; readonly isOn: boolean }
  /** The next scan within a minute is answered without a payment and tells whose sticker it was. */
  | { readonly kind: 'proof'; readonly isOn: boolean }
  /** The next scan within a minute becomes a test sale. */
  | { readonly kind: 'testSale'; readonly isOn: boolean }
  /** About the machine itself. */
  | { readonly kind: 'machine'; readonly order: MachineOrder }
  /** Vipps is asked at once, where the next attempt would come later. */
  | { readonly kind: 'tryAgain'; readonly reference: string }
  /** About a sale that waits for a decision. */
  | {
      readonly kind: 'resolve';
      readonly reference: string;
      readonly decision: 'charge' | 'release';
    };

export interface QueuedCommand {
  /** Unique for ever: the same order is never carried out twice. */
  readonly id: string;
  readonly order: OperatorCommand;
}

/** Orders wait here, on the disk, until the running machine takes them. */
export interface OperatorCommands {
  /** Durable when it returns. Throws `store/unwritable`. */
  queue(queued: QueuedCommand, atMs: number): void;
  /** Unanswered, oldest first. */
  waiting(): readonly QueuedCommand[];
  /** `done`, or why not. */
  answer(id: string, answer: string): void;
}
