import type { SaleEvent, SaleEventKind } from '../sale/event.ts';
import type { TrafficWord } from '../vend/traffic.ts';
import type { AnswerNote, DeviceNote, PlacedNote, SaleCall, SaleNote } from './sale-note.ts';

type Leads<Cause extends string> = Readonly<Partial<Record<Cause, readonly SaleEventKind[]>>>;

/** What a line of the machine makes of a sale. */
const LINE_LEADS_TO: Leads<TrafficWord> = {
  choice: ['vend.requested', 'customer.checkedIn'],
  key: ['vend.requested', 'customer.checkedIn'],
  dropped: ['vend.succeeded'],
  notDropped: ['vend.failed'],
  slotNotFree: ['vend.failed'],
  choiceTakenBack: ['vend.cancelled'],
  keyTakenBack: ['vend.cancelled'],
  approvalTooLate: ['vend.approvalRefused'],
  creditRefused: ['session.refused'],
  machineEnabled: ['session.ended', 'vend.unknown'],
  machineDisabled: ['machine.lost', 'vend.unknown', 'vend.cancelled'],
  machineInactive: ['machine.lost', 'vend.unknown', 'vend.cancelled'],
  machineReset: ['machine.lost', 'vend.unknown', 'vend.cancelled'],
};

/** What an answer of Vipps makes of a sale. */
const ANSWER_LEADS_TO: Readonly<Record<SaleCall, readonly SaleEventKind[]>> = {
  create: ['payment.created', 'payment.createRefused', 'payment.authorized', 'payment.notFound'],
  get: [
    'payment.authorized',
    'payment.aborted',
    'payment.expired',
    'payment.terminated',
    'payment.notFound',
  ],
  capture: ['payment.captured', 'payment.captureRefused'],
  cancel: [
    'payment.released',
    'payment.releaseRefused',
    'payment.terminated',
    'payment.authorized',
  ],
  refund: ['payment.refunded', 'payment.refundRefused'],
  receipt: ['receipt.posted', 'receipt.refused'],
};

/** The machine and the journal may be this far apart: a session that ends without a result gets 2 s of grace. */
const LINE_WITHIN_MS = 2_500;

function leadsTo(note: SaleNote): readonly SaleEventKind[] {
  if (note.kind === 'answer') return ANSWER_LEADS_TO[note.call];
  return note.direction === 'out' ? [] : (LINE_LEADS_TO[note.meaning.word] ?? []);
}

/** The step that a note stands with: the one it led to, else the last one before it. */
function stepOf(events: readonly SaleEvent[], { note, after }: PlacedNote): number {
  const kinds = leadsTo(note);
  const latestMs = note.kind === 'device' ? note.atMs + LINE_WITHIN_MS : Infinity;
  const next = events.findIndex(
    ({ kind, atMs }, index) => index >= after && atMs <= latestMs && kinds.includes(kind),
  );
  return next >= 0 ? next : Math.max(0, after - 1);
}

export interface StepNotes {
  /** In order. */
  readonly device: readonly DeviceNote[];
  readonly answers: readonly AnswerNote[];
}

/** What was noted from one step up to another, and led to none beyond. */
export function notesOfSteps(
  events: readonly SaleEvent[],
  notes: readonly PlacedNote[],
): (from: number, before: number) => StepNotes {
  const placed = notes.map((one) => ({ note: one.note, step: stepOf(events, one) }));
  return (from, before) => {
    const here = placed.flatMap(({ note, step }) => (step >= from && step < before ? [note] : []));
    return {
      device: here.filter((note) => note.kind === 'device'),
      answers: here.filter((note) => note.kind === 'answer'),
    };
  };
}
