import type { MachineSlot } from './profile.ts';

export interface TranscriptLine {
  /** Milliseconds since 1970, sub-millisecond. */
  readonly atMs: number;
  readonly direction: 'host' | 'adapter';
  readonly line: string;
}

export interface Dispensed {
  readonly atMs: number;
  readonly selection: string;
  readonly product: string;
  readonly priceMinor: number;
}

/** What the front of the machine shows. */
export interface MachineView {
  readonly state: 'off' | 'booting' | 'enabled' | 'session' | 'requesting' | 'vending';
  readonly display: string;
  readonly slots: readonly MachineSlot[];
  readonly tray: readonly string[];
  /** Only for a machine with an XY board. */
  readonly board?: BoardView;
}

/** The inside of a machine with an XY board. */
export interface BoardView {
  readonly motors: readonly {
    readonly selection: string;
    readonly state: string;
    readonly isTurning: boolean;
    /** Paused by the board until its jam is cleared. */
    readonly isPaused: boolean;
  }[];
  /** The states that a motor can be set to. */
  readonly motorStates: readonly string[];
  readonly celsius: number;
  readonly isDoorOpen: boolean;
  readonly isDropSensorOn: boolean;
  readonly elevator: 'none' | 'rest' | 'up' | 'down';
}

/** The connection to the host; `break` drops it. */
export interface HostLine {
  send(text: string): void;
  break(): void;
}
