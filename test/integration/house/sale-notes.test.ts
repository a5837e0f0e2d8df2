import type { PlacedNote } from '#core/sales/sale-note.ts';
import { timelineOf, type TimelineStep } from '#core/sales/timeline.ts';
import { openDatabase } from '#sqlite/database.ts';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KIOSK_MIGRATIONS } from '../../../src/main/store/kiosk-schema.ts';
import { createSalesSearch } from '../../../src/main/store/sales-search.ts';
import { MACHINE, type House } from '../../support/house/house.ts';
import { choose, request, scan, settled, shows, withHouse } from '../../support/house/people.ts';

function read(
  house: House,
  reference: string,
): { steps: readonly TimelineStep[]; notes: readonly PlacedNote[] } {
  const path = join(house.dataDir(), 'kiosk.db');
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  try {
    const books = createSalesSearch(database, MACHINE);
    const notes = books.notesOf(reference);
    return { notes, steps: timelineOf(books.eventsOf(reference), notes) };
  } finally {
    database.close();
  }
}

function linesAt(steps: readonly TimelineStep[], kind: TimelineStep['kind']): readonly string[] {
  return steps
    .filter((step) => step.kind === kind)
    .flatMap(({ device }) => device.map((note) => note.raw));
}

function answersAt(steps: readonly TimelineStep[], kind: TimelineStep['kind']): readonly string[] {
  return steps
    .filter((step) => step.kind === kind)
    .flatMap(({ answers }) => answers.map(({ call, status }) => `${call} ${String(status)}`));
}

describe('the line and the answers of a sale', () => {
  it('stand at the steps they led to', async () => {
    await withHouse({}, async (house) => {
      const reference = await choose(house, 'A1');
      await settled(house, reference);
      await shows(house, 'ready');
      await house.advance(5_000);
      const { steps, notes } = read(house, reference);
      expect(linesAt(steps, 'payment.authorized')).toEqual([
        'C,START,35.00',
        'c,STATUS,IDLE,35.00',
      ]);
      expect(linesAt(steps, 'vend.requested')).toEqual([
        expect.stringMatching(/^c,STATUS,VEND,30\.00/),
        'C,VEND,30.00',
      ]);
      expect(linesAt(steps, 'vend.succeeded')[0]).toBe('c,VEND,SUCCESS');
      expect(linesAt(steps, 'vend.succeeded').at(-1)).toBe('c,STATUS,ENABLED');
      expect(answersAt(steps, 'payment.created')).toEqual(['create 201']);
      expect(answersAt(steps, 'payment.captured')).toEqual(['capture 200']);
      expect(answersAt(steps, 'payment.released')[0]).toBe('cancel 200');
      expect(answersAt(steps, 'receipt.posted')).toEqual([expect.stringMatching(/^receipt 20/)]);
      const raws = notes.flatMap(({ note }) => (note.kind === 'device' ? [note.raw] : []));
      expect(raws.filter((raw) => raw === 'V' || raw.startsWith('v,'))).toEqual([]);
      expect(JSON.stringify(notes)).not.toContain('customerToken');
    });
  });

  it('are written once the sale is settled, while its receipt is still on its way', async () => {
    await withHouse({}, async (house) => {
      house.vipps.setBehaviour('status-503', { operation: 'receipt' });
      const reference = await choose(house, 'A1');
      await settled(house, reference);
      const { steps } = read(house, reference);
      expect(answersAt(steps, 'payment.captured')).toEqual(['capture 200']);
      expect(answersAt(steps, 'payment.released')[0]).toBe('cancel 200');
      expect(answersAt(steps, 'receipt.posted')).toEqual([]);
    });
  });

  it('tell the trace id of a refusal, also when it was repeated before it worked', async () => {
    await withHouse({}, async (house) => {
      house.vipps.setBehaviour('refuse-with', { operation: 'capture', code: '6160', times: 2 });
      const reference = await choose(house, 'A1');
      const sale = await settled(house, reference);
      const captures = read(house, reference)
        .steps.filter((step) => step.kind === 'payment.captured')
        .flatMap(({ answers }) => answers)
        .filter(({ call }) => call === 'capture');
      expect(captures.map(({ code }) => code)).toEqual(['6160', '6160', undefined]);
      expect(captures.map(({ traceId }) => typeof traceId)).toEqual([
        'string',
        'string',
        'undefined',
      ]);
      expect(
        sale.vipps.filter(({ code }) => code === '6160').map(({ traceId }) => traceId),
      ).toEqual(captures.slice(0, 2).map(({ traceId }) => traceId));
    });
  });

  it('say that nobody answered, and do not fill the disk while nobody does', async () => {
    await withHouse({}, async (house) => {
      const reference = await choose(house, 'A1');
      await house.until('the drop', () => house.machine.dispensed().length === 1);
      house.vipps.setBehaviour('hang', { operation: 'capture' });
      await house.advance(1_800_000);
      house.vipps.clearBehaviour('hang');
      const sale = await settled(house, reference, 3_600_000);
      const captures = sale.vipps.filter(({ call }) => call === 'capture');
      expect(captures.at(-1)).toMatchObject({ status: 200, code: null });
      expect(captures.length).toBeLessThan(5);
    });
  });

  it('outlive a power cut in the middle of the vend', async () => {
    await withHouse({ profile: { vendMs: 30_000 } }, async (house) => {
      const reference = await choose(house, 'A1');
      await house.until('the motor', () => house.kiosk().sale?.state === 'vending');
      await house.advance(1_500);
      await house.cutPower();
      const before = read(house, reference);
      expect(linesAt(before.steps, 'vend.requested').at(-1)).toBe('C,VEND,30.00');
      await house.startKiosk();
      await settled(house, reference);
      const after = read(house, reference);
      expect(after.notes.slice(0, before.notes.length)).toEqual(before.notes);
      expect(linesAt(after.steps, 'vend.requested').at(-1)).toBe('C,VEND,30.00');
    });
  });

  it('begin with the selection that waited at the machine', async () => {
    await withHouse({ sessionMode: 'always-idle' }, async (house) => {
      house.machine.press('A1');
      await house.until('the selection', () => house.kiosk().hardware.machine === 'selecting');
      await house.advance(3_000);
      expect(await scan(house)).toBe(200);
      const { reference } = await request(house);
      house.vipps.approve(reference);
      await settled(house, reference);
      const { steps } = read(house, reference);
      expect(linesAt(steps, 'customer.checkedIn')).toEqual([
        expect.stringMatching(/^c,STATUS,VEND,/),
      ]);
      expect(linesAt(steps, 'vend.succeeded')).toContain('c,VEND,SUCCESS');
    });
  });

  it('do not take what a stranger pressed after the sale for a part of it', async () => {
    await withHouse({}, async (house) => {
      const reference = await choose(house, 'A1');
      await settled(house, reference);
      await shows(house, 'ready');
      const before = read(house, reference).notes.length;
      house.machine.press('A2');
      await house.advance(20_000);
      expect(read(house, reference).notes).toHaveLength(before);
    });
  });
});
