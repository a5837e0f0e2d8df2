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
import type { HeldNote, JournalEntry, SaleStore } from '#core/store/sale-store.ts';
import type { MachineState, VendEvent } from '#core/vend/controller.ts';
import type { TrafficLine, TrafficMeaning } from '#core/vend/traffic.ts';

/**
 * Flushes notes that no event took along by then. A power cut may take what the machine said last, so that is written soon;
 * Vipps' answers can wait, since each flush wears the flash memory.
 */
const FLUSH_AFTER_MS: Readonly<Record<SaleNote['kind'], number>> = {
  device: 1_000,
  answer: 10_000,
};
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
  unwritten(reference: PaymentReference): readonly HeldNote[];
  /** They are written. */
  markWritten(reference: PaymentReference, notes: readonly HeldNote[]): void;
  /** An entry of this sale’s journal was written and took no notes along. */
  noteEntry(reference: PaymentReference): void;
  /** A sale begins; a selection that waited at the machine may have found its customer. */
  begin(reference: PaymentReference, hasWaited: boolean): void;
  stop(): void;
}

/**
 * Few entries take the notes along, so that most touch few pages: what a motor did, and every entry of a settled sale. Whoever
 * exports a sale that is settled finds the answers that settled it.
 */
export function takesNotes({ event, state }: Pick<JournalEntry, 'event' | 'state'>): boolean {
  return event.kind.startsWith('vend.') || state.name === 'settled';
}

function heard(note: SaleNote): HeldNote {
  return { note, entriesSince: 0 };
}

export function createSaleNotes(deps: Deps): SaleNotes {
  const waiting = new Map<PaymentReference, readonly HeldNote[]>();
  /** The sale that the machine’s lines are about, until it has done with it. */
  let current: PaymentReference | undefined;
  /** The line of a selection that nobody has paid yet, and what followed it. */
  let notesBeforeSale: readonly DeviceNote[] = [];
  let machine: MachineState = 'offline';
  let flush: { readonly dueMs: number; readonly cancel: () => void } | undefined;
  let isStopped = false;

  function keep(reference: PaymentReference, notes: readonly HeldNote[]): void {
    waiting.set(reference, notes.slice(-MOST_UNWRITTEN));
    const last = notes.at(-1);
    if (!isStopped && last !== undefined) flushWithin(FLUSH_AFTER_MS[last.note.kind]);
  }

  function flushWithin(afterMs: number): void {
    const dueMs = deps.clock.monotonicMs() + afterMs;
    if (flush !== undefined && flush.dueMs <= dueMs) return;
    flush?.cancel();
    const cancel = deps.clock.setTimer(afterMs, () => {
      flush = undefined;
      writeAll();
    });
    flush = { dueMs, cancel };
  }

  function add(reference: PaymentReference, note: SaleNote): void {
    keep(reference, [...(waiting.get(reference) ?? []), heard(note)]);
  }

  /** Repeated polls are written together with their result. */
  function isWorthWriting(notes: readonly HeldNote[]): boolean {
    return notes.some(({ note }) => note.kind === 'device' || note.traceId !== undefined);
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
      const isAgain = last?.note.kind === 'answer' && isRepeated(last.note, note);
      keep(reference, [...(isAgain ? notes.slice(0, -1) : notes), heard(note)]);
    },
    unwritten: (reference) => waiting.get(reference) ?? [],
    markWritten: (reference, notes) => {
      const left = (waiting.get(reference) ?? []).filter((note) => !notes.includes(note));
      if (left.length === 0) waiting.delete(reference);
      else waiting.set(reference, left);
    },
    noteEntry: (reference) => {
      const notes = waiting.get(reference);
      if (notes === undefined) return;
      const later = notes.map(({ note, entriesSince }) => ({
        note,
        entriesSince: entriesSince + 1,
      }));
      waiting.set(reference, later);
    },
    begin: (reference, hasWaited) => {
      const before = notesBeforeSale.map(heard);
      if (hasWaited) keep(reference, [...before, ...(waiting.get(reference) ?? [])]);
      notesBeforeSale = [];
    },
    stop: () => {
      isStopped = true;
      flush?.cancel();
      writeAll();
    },
  };
}
