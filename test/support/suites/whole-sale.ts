import { afterEach, describe, expect, it } from 'vitest';
import { openPtyPair, type PtyPair } from '../pty-pair.ts';
import { createStage, MACHINE, until, type Driver, type Stage } from '../stage.ts';

let stage: Stage | undefined;
let pair: PtyPair | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
  pair?.close();
  pair = undefined;
});

/** Approval and drop as they appear on the line. */
const LINES: Readonly<Record<Driver, { readonly out: RegExp; readonly in: RegExp }>> = {
  qibixx: { out: /^C,VEND,25\.00$/, in: /^c,VEND,SUCCESS$/ },
  xy: { out: /^FA FB 06 /i, in: /^FA FB 04 .. .. 02 /i },
};

async function ptyPair(): Promise<PtyPair> {
  pair = await openPtyPair();
  return pair;
}

/** The same sales on every machine; only driver and machine differ. */
export function wholeSaleSuite(driver: Driver): void {
  describe('a whole sale, from the signed check-in to the receipt', () => {
    it.each(['network line', 'pty pair'] as const)(
      'captures exactly what dropped (%s)',
      async (line) => {
        stage = await createStage(
          line === 'pty pair' ? { driver, tty: await ptyPair() } : { driver },
        );
        const kiosk = await stage.startKiosk();
        await stage.readyStatus(kiosk.statusPort);
        const reference = await stage.scanAndApprove();
        await stage.choose(kiosk.statusPort, 'B1');
        const sale = await stage.settledSale();
        expect(sale).toMatchObject({
          reference,
          outcome: 'sold',
          selection: 'B1',
          reserved: 3200,
          captured: 2500,
          released: 700,
        });
        const receipt = await until(
          'the receipt',
          async () => (await stage?.ledger())?.[0]?.receipt,
        );
        expect(receipt.orderLines).toEqual([
          expect.objectContaining({ name: 'Chocolate', totalAmount: 2500, totalTaxAmount: 326 }),
        ]);
        expect(await stage.dispensed()).toHaveLength(1);
        for (const direction of ['out', 'in'] as const) {
          expect(sale.device).toContainEqual(
            expect.objectContaining({
              direction,
              line: expect.stringMatching(LINES[driver][direction]),
            }),
          );
        }
        expect(sale.vipps).toContainEqual(
          expect.objectContaining({ call: 'capture', status: 200, traceId: null }),
        );
        await stage.readyStatus(kiosk.statusPort);
        expect(await kiosk.stop()).toBe(0);
      },
    );

    it('reserves the exact price of a selection that waits at the machine (always idle)', async () => {
      stage = await createStage({ driver, sessionMode: 'always-idle' });
      const kiosk = await stage.startKiosk();
      await stage.readyStatus(kiosk.statusPort);
      await stage.control('press', { selection: 'A2' });
      await until('the selection to be held', async () => {
        const status = await stage?.status(kiosk.statusPort);
        return status?.machine === 'selecting' ? true : undefined;
      });
      await stage.scanAndApprove();
      const sale = await stage.settledSale();
      expect(sale).toMatchObject({ outcome: 'sold', reserved: 2000, captured: 2000, released: 0 });
      expect(await stage.dispensed()).toEqual([expect.objectContaining({ selection: 'A2' })]);
    });
  });

  describe('nothing dropped means nothing charged', () => {
    it.each([
      ['jam', 'vendFailed'],
      ['reset-after-approval', 'unknownReleased'],
      ['unplug', 'unknownReleased'],
    ])('%s', async (behaviour, outcome) => {
      stage = await createStage({ driver });
      await stage.set('vendDeadlineSeconds', '5');
      const kiosk = await stage.startKiosk();
      await stage.readyStatus(kiosk.statusPort);
      await stage.control('behaviour', { name: behaviour });
      await stage.scanAndApprove();
      await stage.choose(kiosk.statusPort, 'B1');
      const sale = await stage.settledSale();
      expect(sale).toMatchObject({ outcome, captured: 0, released: 3200 });
      expect(await stage.dispensed()).toHaveLength(0);
      await stage.control('behaviour', { name: behaviour, isOn: false });
      await stage.readyStatus(kiosk.statusPort);
    });

    it('a customer who declines, and one who never answers', async () => {
      stage = await createStage({ driver });
      await stage.set('approvalDeadlineSeconds', '3');
      const kiosk = await stage.startKiosk();
      await stage.readyStatus(kiosk.statusPort);
      await stage.control('scan', { qr: MACHINE });
      await stage.control('decline', { reference: await stage.pendingReference() });
      expect(await stage.settledSale()).toMatchObject({ outcome: 'declined', reserved: 0 });
      await stage.readyStatus(kiosk.statusPort);
      await stage.control('scan', { qr: MACHINE });
      await until('the second sale to end', async () => {
        const sales = (await stage?.sales()) ?? [];
        return sales.length === 2 && sales[1]?.state === 'settled' ? true : undefined;
      });
      expect((await stage.ledger())[1]).toMatchObject({ state: 'TERMINATED', reserved: 0 });
    });

    it('a kiosk that is killed in the middle of a vend', async () => {
      stage = await createStage({ driver, vendMs: 3_000 });
      const kiosk = await stage.startKiosk();
      await stage.readyStatus(kiosk.statusPort);
      await stage.scanAndApprove();
      await stage.choose(kiosk.statusPort, 'B1');
      await stage.machineState('vending');
      await kiosk.stop('SIGKILL');
      const again = await stage.startKiosk();
      const sale = await stage.settledSale();
      expect(sale).toMatchObject({ outcome: 'unknownReleased', captured: 0, released: 3200 });
      await stage.readyStatus(again.statusPort);
    });
  });
}
