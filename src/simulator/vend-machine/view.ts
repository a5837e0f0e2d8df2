import type { MachineSlot } from './profile.ts';

export interface TranscriptLine {
  /** Milliseconds since 1970, with fractions. */
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

/** What the machine's front shows. */
export interface MachineView {
  readonly state: 'off' | 'booting' | 'enabled' | 'session' | 'requesting' | 'vending';
  readonly display: string;
  readonly slots: readonly MachineSlot[];
  readonly tray: readonly string[];
  /** Only of a board whose motors we turn. */
  readonly board?: BoardView;
}

/** The inside of a machine with an XY board. */
export interface BoardView {
  readonly motors: readonly {
    readonly selection: string;
    readonly state: string;
    readonly isTurning: boolean;
    /** The board does not sell it until its jam is cleared. */
    readonly isPaused: boolean;
  }[];
  /** What a motor can be made to be like. */
  readonly motorStates: readonly string[];
  readonly celsius: number;
  readonly isDoorOpen: boolean;
  readonly isDropSensorOn: boolean;
  readonly elevator: 'none' | 'rest' | 'up' | 'down';
}

/** The line to the host: text out, and a way to break it. */
export interface HostLine {
  send(text: string): void;
  break(): void;
}
