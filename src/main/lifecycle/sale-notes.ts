import { reasonOf } from '#core/base/errors.ts';
import {
  isAboutSale,
  isRepeated,
  type AnswerNote,
  type DeviceNote,
  type SaleNote,
} from '#core/sales/sale-note.ts';
import type { PaymentReference } from '#core/base/ids.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { MachineState, VendEvent } from '#core/vend/controller.ts';
import type { TrafficLine, TrafficMeaning } from '#core/vend/traffic.ts';

/** Flushes notes that were not saved with an event by then. */
export const FLUSH_AFTER_MS = 1_000;
/** The machine serves nobody in these states. */
const UNOCCUPIED: ReadonlySet<MachineState> = new Set([
  'offline',
  'inactive',
  'disabled',
  'enabled',
]);
/** Of one sale in memory: a disk that takes nothing must not fill it. */
const MOST_UNWRITTEN = 200;

export type Explain = (line: Pick<TrafficLine, 'direction' | 'raw'>) => TrafficMeaning;

interface Deps {
  readonly store: Pick<SaleStore, 'addNotes'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly explain: Explain;
  /** The sale that keeps the machine. */
  readonly activeSale: () => PaymentReference | undefined;
}

/** What is kept beside the journal of each sale: the lines of the machine and the answers of Vipps. */
export interface SaleNotes {
  /** Called before everything that sells. */
  onVendEvent(event: VendEvent): void;
  addAnswer(reference: PaymentReference, note: AnswerNote): void;
  /** What the next entry of this sale’s journal takes along. */
  unwritten(reference: PaymentReference): readonly SaleNote[];
  /** They are on the disk. */
  markWritten(reference: PaymentReference, notes: readonly SaleNote[]): void;
  /** A sale begins; a selection that waited at the machine may have found its customer. */
  begin(reference: PaymentReference, hasWaited: boolean): void;
  stop(): void;
}

export function createSaleNotes(deps: Deps): SaleNotes {
  const waiting = new Map<PaymentReference, readonly SaleNote[]>();
  /** The sale that the machine’s lines are about, until it has done with it. */
  let current: PaymentReference | undefined;
  /** The line of a selection that nobody has paid yet, and what followed it. */
  let notesBeforeSale: readonly DeviceNote[] = [];
  let machine: MachineState = 'offline';
  let cancelWrite: (() => void) | undefined;
  let isStopped = false;

  function keep(reference: PaymentReference, notes: readonly SaleNote[]): void {
    waiting.set(reference, notes.slice(-MOST_UNWRITTEN));
    if (isStopped) return;
    cancelWrite ??= deps.clock.setTimer(FLUSH_AFTER_MS, () => {
      cancelWrite = undefined;
      writeAll();
    });
  }

  function add(reference: PaymentReference, note: SaleNote): void {
    keep(reference, [...(waiting.get(reference) ?? []), note]);
  }

  /** Repeated polls are written together with their result. */
  function isWorthWriting(notes: readonly SaleNote[]): boolean {
    return notes.some((note) => note.kind === 'device' || note.traceId !== undefined);
  }

  function writeAll(): void {
    for (const [reference, notes] of waiting) {
      if (!isWorthWriting(notes)) continue;
      try {
        deps.store.addNotes(reference, notes);
        waiting.delete(reference);
      } catch (error) {
        const reason = reasonOf(error);
        deps.log.warn('sale.notes-unwritten', { reference, reason });
        keep(reference, notes);
        return;
      }
    }
  }

  function hearLine({ direction, line: raw }: Extract<VendEvent, { kind: 'traffic' }>): void {
    const meaning = deps.explain({ direction, raw });
    if (!isAboutSale(meaning)) return;
    const atMs = deps.clock.nowMs();
    const note: DeviceNote = { kind: 'device', atMs, direction, raw, meaning };
    current = deps.activeSale() ?? (UNOCCUPIED.has(machine) ? undefined : current);
    if (current !== undefined) add(current, note);
    else notesBeforeSale = [...notesBeforeSale, note].slice(-MOST_UNWRITTEN);
  }

  return {
    onVendEvent: (event) => {
      if (event.kind === 'traffic') hearLine(event);
      if (event.kind === 'machine') machine = event.state;
      // Lines before the key press belong to no sale.
      if (event.kind === 'selection') notesBeforeSale = notesBeforeSale.slice(-1);
    },
    addAnswer: (reference, note) => {
      const notes = waiting.get(reference) ?? [];
      const last = notes.at(-1);
      const isAgain = last?.kind === 'answer' && isRepeated(last, note);
      keep(reference, [...(isAgain ? notes.slice(0, -1) : notes), note]);
    },
    unwritten: (reference) => waiting.get(reference) ?? [],
    markWritten: (reference, notes) => {
      const left = (waiting.get(reference) ?? []).filter((note) => !notes.includes(note));
      if (left.length === 0) waiting.delete(reference);
      else waiting.set(reference, left);
    },
    begin: (reference, hasWaited) => {
      if (hasWaited) keep(reference, [...notesBeforeSale, ...(waiting.get(reference) ?? [])]);
      notesBeforeSale = [];
    },
    stop: () => {
      isStopped = true;
      cancelWrite?.();
      writeAll();
    },
  };
}
