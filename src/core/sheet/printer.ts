import type { Result } from '../result.ts';
import type { Paper } from './paper.ts';

/** Why nothing could be given to a printer. Nothing has been printed. */
export const PRINT_FAULTS = [
  /** The computer's print service does not run. */
  'print-no-service',
  'print-no-printer',
  /** Of that name. */
  'print-gone',
  /** It takes no jobs now. */
  'print-rejecting',
  'print-refused',
] as const;
export type PrintFault = (typeof PRINT_FAULTS)[number];

/** What a printer wants of a person before it goes on. */
export const PRINTER_WANTS = [
  'paper',
  'jam',
  'ink',
  'closed',
  'contact',
  'room',
  'resume',
] as const;
export type PrinterWant = (typeof PRINTER_WANTS)[number];

export interface Printer {
  readonly name: string;
  /** As its owner calls it; may be the name. */
  readonly title: string;
  readonly isStopped: boolean;
  readonly isAccepting: boolean;
  readonly isDefault: boolean;
  readonly wants: readonly PrinterWant[];
  /** What the printer says itself. */
  readonly detail: string;
}

/** `waiting`: given to the print service. `lost`: the print service does not know it any more. */
export const PRINT_STATES = [
  'waiting',
  'printing',
  'stopped',
  'done',
  'failed',
  'cancelled',
  'lost',
] as const;
export type PrintState = (typeof PRINT_STATES)[number];

export interface PrintJob {
  readonly state: PrintState;
  readonly wants: readonly PrinterWant[];
}

export interface PrintOrder {
  readonly printer: string;
  readonly title: string;
  readonly paper: Paper;
  readonly pdf: Uint8Array;
}

/** The printers of this computer. */
export interface Printers {
  /** Empty: none is set up. */
  list(): Promise<Result<readonly Printer[], PrintFault>>;
  /** @returns the number of the job */
  print(order: PrintOrder): Promise<Result<number, PrintFault>>;
  job(printer: string, job: number): Promise<Result<PrintJob, PrintFault>>;
  /** Gone already is done. */
  cancel(job: number): Promise<Result<void, PrintFault>>;
}

const WANTS: readonly { readonly want: PrinterWant; readonly said: RegExp }[] = [
  { want: 'paper', said: /^(?:media-(?:empty|needed)|input-tray-missing)/ },
  { want: 'jam', said: /^media-jam/ },
  { want: 'ink', said: /^(?:toner|marker-supply|marker-waste)-(?:empty|full)/ },
  { want: 'closed', said: /^(?:cover|door|interlock)-open/ },
  { want: 'contact', said: /^(?:offline|connecting-to-device|timed-out|shutdown)/ },
  { want: 'room', said: /^(?:spool-area-full|output-area-full)/ },
  { want: 'resume', said: /^paused/ },
];

/** The reasons of a printer (RFC 8011, 5.4.12) as what a person has to do; a mere report or warning is nothing. */
export function wantsOf(reasons: readonly string[]): readonly PrinterWant[] {
  const pressing = reasons.filter(
    (reason) =>
      !/-(?:report|warning)$/.test(reason) || /^(?:offline|media-(?:empty|needed))/.test(reason),
  );
  return WANTS.filter(({ said }) => pressing.some((reason) => said.test(reason))).map(
    ({ want }) => want,
  );
}

const ENDED: readonly PrintState[] = ['done', 'failed', 'cancelled', 'lost'];

export function hasEnded(state: PrintState): boolean {
  return ENDED.includes(state);
}

/** The printer that is meant when nobody says: the last one that was used, the computer's own choice, or the only one. */
export function usualPrinter(
  printers: readonly Printer[],
  lastUsed: string | undefined,
): Printer | undefined {
  return (
    printers.find(({ name }) => name === lastUsed) ??
    printers.find(({ isDefault }) => isDefault) ??
    printers[0]
  );
}
