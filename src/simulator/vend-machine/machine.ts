import type { Shelves } from './shelves.ts';
import type { Dispensed, HostLine, MachineView, TranscriptLine } from './view.ts';

/** How punctually a board's polls were answered. Milliseconds. */
export interface PollCount {
  readonly polls: number;
  /** Answered after more than 100 ms, or not at all. */
  readonly late: number;
  readonly p9999Ms: number;
  readonly longestMs: number;
  /** The late ones: asked at this time (wall clock), and answered after so long. */
  readonly lateAnswers: readonly { readonly atMs: number; readonly tookMs: number }[];
}

/** A vending machine as a customer, a technician and a host see it, whatever its controller speaks. */
export interface VendingMachine {
  readonly baudRate: number;
  /** How it can be made to misbehave: name and what it does. */
  readonly behaviours: Readonly<Record<string, string>>;
  /** Only for a hand that does something to the products. */
  readonly shelves: Pick<Shelves, 'hangNext'>;
  view(): MachineView;
  transcript(): readonly TranscriptLine[];
  dispensed(): readonly Dispensed[];
  /** Only of a board that polls. */
  polls?(): PollCount;
  /** Counts from now on. */
  forgetPolls?(): void;
  setBehaviour(name: string, isOn: boolean): void;
  /** Only of a board whose motors can be told apart. False: there is no such motor or state. */
  setMotor?(selection: string, state: string): boolean;
  /** A host has opened the line. */
  connect(line: HostLine): void;
  disconnect(): void;
  /** Hears the host from now on, from a fresh start. */
  ear(): (bytes: Uint8Array) => void;
  restart(): void;
  takeProduct(): void;
  /** Somebody presses a selection; what the display says to it. */
  press(selection: string): string;
  returnLever(): void;
  close(): void;
}
