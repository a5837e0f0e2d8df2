import type { Shelves } from './shelves.ts';
import type { Dispensed, HostLine, MachineView, TranscriptLine } from './view.ts';

/** How quickly the host answered the board's polls. Milliseconds. */
export interface PollCount {
  readonly polls: number;
  /** Answered after more than 100 ms, or never. */
  readonly late: number;
  readonly p9999Ms: number;
  readonly longestMs: number;
  /** The late ones: time of the poll (wall clock), and of the answer after it. */
  readonly lateAnswers: readonly { readonly atMs: number; readonly tookMs: number }[];
}

/** A vending machine as customer, technician and host see it, with any controller. */
export interface VendingMachine {
  readonly baudRate: number;
  /** The faults it can simulate: name and description. */
  readonly behaviours: Readonly<Record<string, string>>;
  /** For stories that manipulate products. */
  readonly shelves: Pick<Shelves, 'hangNext'>;
  view(): MachineView;
  transcript(): readonly TranscriptLine[];
  dispensed(): readonly Dispensed[];
  /** Only a board polls. */
  polls?(): PollCount;
  /** Restarts the count. */
  forgetPolls?(): void;
  setBehaviour(name: string, isOn: boolean): void;
  /** Only a board has motors of its own. False: no such motor or state. */
  setMotor?(selection: string, state: string): boolean;
  /** A host opened the line. */
  connect(line: HostLine): void;
  disconnect(): void;
  /** Starts listening to the host with an empty buffer. */
  listen(): (bytes: Uint8Array) => void;
  restart(): void;
  takeProduct(): void;
  /** A customer presses a selection. @returns what the display says */
  press(selection: string): string;
  returnLever(): void;
  close(): void;
}
