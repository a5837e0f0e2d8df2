import type { BudgetedSocket } from './link-budget.ts';
import type { Machine } from '../store/ports/relay-store.ts';

/** One open socket of a machine. */
export interface MachineSocket extends BudgetedSocket {
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** At once, whatever is under way. */
  terminate(): void;
  /** Sent and not yet taken by the network. */
  bufferedBytes(): number;
}

export interface LinkHandle {
  onText(text: string): void;
  onPong(): void;
  onClose(): void;
}

/** The machine of a link, and the hash of the credential that it came with. */
export interface LinkPlace {
  readonly machine: Machine;
  readonly credentialHash: string;
}
