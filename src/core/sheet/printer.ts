import type { Result } from '../base/result.ts';
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
  /** It does not keep the paper or the scaling. What comes out of it all the same is not to be hung up. */
  'print-size',
] as const;
export type PrintFault = (typeof PRINT_FAULTS)[number];

/** What a printer, its queue or the print service wants of a person before it goes on. */
export const PRINTER_WANTS = [
  'paper',
  /** Other paper than what is in it. */
  'rightPaper',
  'jam',
  'ink',
  'closed',
  'contact',
  'room',
  'resume',
  /** The job is held, or the queue holds every new one. */
  'release',
  /** Held until an hour that somebody set. */
  'later',
  'login',
  /** Other prints come first. */
  'turn',
  'service',
  /** An error that has no word here. */
  'look',
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

/**
 * `waiting`: given to the print service. `lost`: the print service does not know it any more. `wrongSize`: not printed true
 * to size, or not at all.
 */
export const PRINT_STATES = [
  'waiting',
  'printing',
  'stopped',
  'done',
  'failed',
  'cancelled',
  'lost',
  'wrongSize',
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
  { want: 'paper', said: /^(?:media-(?:empty|needed)|input-(?:tray-missing|manual-input))/ },
  {
    want: 'rightPaper',
    said: /^(?:input-(?:media-\w+-change|cannot-feed-size)|media-(?:size-)?mismatch|resources-are-not-ready)/,
  },
  { want: 'jam', said: /^media-jam/ },
  { want: 'ink', said: /^(?:toner|marker-supply|marker-waste)-(?:empty|full)/ },
  { want: 'closed', said: /^(?:cover|door|interlock)-open/ },
  { want: 'contact', said: /^(?:offline|connecting-to-device|timed-out|shutdown)/ },
  { want: 'room', said: /^(?:spool-area-full|output-area-full)/ },
  { want: 'resume', said: /^(?:paused|moving-to-paused|deactivated)/ },
  { want: 'release', said: /^hold-new-jobs/ },
  { want: 'login', said: /^(?:cups-held-for-authentication|account-|auth-info-required)/ },
];

/** The reasons of a printer or a job (RFC 8011) as what a person has to do; a mere report or warning is nothing. */
export function wantsOf(reasons: readonly string[]): readonly PrinterWant[] {
  const pressing = reasons.filter(
    (reason) =>
      !/-(?:report|warning)$/.test(reason) || /^(?:offline|media-(?:empty|needed))/.test(reason),
  );
  const found = WANTS.filter(({ said }) => pressing.some((reason) => said.test(reason))).map(
    ({ want }) => want,
  );
  const isError = pressing.some((reason) => reason.endsWith('-error'));
  return found.length === 0 && isError ? ['look'] : found;
}

/** What the print service says of a job (RFC 8011, 5.3.7 and 5.3.8). */
export interface JobReport {
  readonly code: number | undefined;
  readonly reasons: readonly string[];
  readonly holdUntil: string;
}

const HELD = 4;
const JOB_STATES: ReadonlyMap<number | undefined, PrintState> = new Map([
  [3, 'waiting'],
  [HELD, 'waiting'],
  [5, 'printing'],
  [6, 'stopped'],
  [7, 'cancelled'],
  [8, 'failed'],
  [9, 'done'],
]);
/** The sheet is true to the millimetre, or it is not the sheet: “completed, but” is not done. */
const SIZE_LOST = /^(?:unsupported-attributes-or-values|conflicting-attributes)/;
const BROKEN = /^(?:job-completed-with-errors|errors-detected|aborted-by-system)/;

function endOf(state: PrintState, reasons: readonly string[]): PrintState {
  if (state !== 'done' && state !== 'failed') return state;
  if (reasons.some((reason) => SIZE_LOST.test(reason))) return 'wrongSize';
  return reasons.some((reason) => BROKEN.test(reason)) ? 'failed' : state;
}

function holdOf({ code, reasons, holdUntil }: JobReport): readonly PrinterWant[] {
  const wants = wantsOf([...reasons, holdUntil]);
  if (code !== HELD || wants.length > 0) return wants;
  return /^(?:|no-hold|indefinite)$/.test(holdUntil) ? ['release'] : ['later'];
}

/** How it goes with a job, and why it waits. `printer`: undefined when the print service names it no more. */
export function jobOf(
  report: JobReport,
  printer: Pick<Printer, 'isStopped' | 'wants'> | undefined,
): PrintJob {
  const state = endOf(JOB_STATES.get(report.code) ?? 'lost', report.reasons);
  if (hasEnded(state)) return { state, wants: [] };
  if (printer === undefined) return { state, wants: ['contact'] };
  const wants = new Set([...holdOf(report), ...printer.wants]);
  if (printer.isStopped && wants.size === 0) wants.add('resume');
  if (state === 'waiting' && wants.size === 0) wants.add('turn');
  return { state: printer.isStopped ? 'stopped' : state, wants: [...wants] };
}

const ENDED: readonly PrintState[] = ['done', 'failed', 'cancelled', 'lost', 'wrongSize'];

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
