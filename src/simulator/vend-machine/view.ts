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
}

/** The line to the host: text out, and a way to break it. */
export interface HostLine {
  send(text: string): void;
  break(): void;
}
