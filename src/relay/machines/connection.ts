import type { Machine } from '../store/ports/machines.ts';
import type { PausableSocket } from './link-budget.ts';

/** A machine that proved who it is, and the hash of the credential that it used. */
export interface AuthenticatedMachine {
  readonly machine: Machine;
  readonly credentialHash: string;
}

/** The open WebSocket of a machine, as its link uses it. */
export interface MachineSocket extends PausableSocket {
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Ends the socket at once, without the closing handshake. */
  terminate(): void;
  /** Bytes that the network has not taken yet. */
  bufferedBytes(): number;
}

/** What the WebSocket server tells a link. */
export interface LinkHandle {
  onText(text: string): void;
  /** The socket has answered it already. */
  onPing(): void;
  onPong(): void;
  onClose(): void;
}
