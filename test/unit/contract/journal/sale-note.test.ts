import { decodeSaleNotes, encodeSaleNotes } from '#contract/journal/sale-note.ts';
import type { SaleNote } from '#core/sales/sale-note.ts';
import { describe, expect, it } from 'vitest';

const NOTES: readonly SaleNote[] = [
  {
    kind: 'device',
    atMs: 1_790_000_000_000,
    direction: 'out',
    raw: 'C,VEND,25.00',
    meaning: { word: 'approve', values: { amountMinor: 2500 } },
  },
  {
    kind: 'answer',
    atMs: 1_790_000_000_500,
    call: 'capture',
    status: 423,
    code: '6160',
    traceId: '4bf92f3577b34da6',
    pspReference: undefined,
  },
];

describe('notes beside the journal', () => {
  it('are read as they were written', () => {
    expect(decodeSaleNotes(encodeSaleNotes(NOTES))).toEqual(NOTES);
  });

  it('keep the line when the word for it is of another version', () => {
    const written = JSON.stringify([
      { ...NOTES[0], meaning: { word: 'of tomorrow', values: { slot: 'A1' } }, more: 1 },
    ]);
    expect(decodeSaleNotes(written)).toEqual([
      { ...NOTES[0], meaning: { word: 'unknown', values: { slot: 'A1' } } },
    ]);
  });

  it('are left out where they are damaged, and stop nobody', () => {
    expect(decodeSaleNotes('[{"kind":"rumour"},')).toEqual([]);
    expect(decodeSaleNotes('{"kind":"device"}')).toEqual([]);
    expect(decodeSaleNotes(JSON.stringify([{ kind: 'rumour' }, NOTES[0]]))).toEqual([NOTES[0]]);
  });
});
