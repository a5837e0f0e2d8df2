import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  CATALOGUE,
  createStage,
  HEADLESS,
  MACHINE,
  run,
  until,
  type Stage,
} from '../support/stage.ts';

async function putPrice(stage: Stage, price: string): Promise<void> {
  const file = join(stage.folder, 'dearer.csv');
  writeFileSync(file, CATALOGUE.replace('30.00', price));
  const done = await run([HEADLESS, 'catalogue', 'import', file, '--data-dir', stage.dataDir]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
}

test('a price that is raised while a customer chooses is for the next customer', async () => {
  // On this machine the PC owns the prices.
  const stage = await createStage({ driver: 'xy' });
  try {
    const { statusPort } = await stage.startKiosk();
    await stage.readyStatus(statusPort);
    await stage.scanAndApprove();
    await until('the offer', async () => {
      const { sale } = await stage.status(statusPort);
      return sale?.state === 'offering' ? true : undefined;
    });
    await putPrice(stage, '31.00');
    await stage.control('press', { selection: 'A1' });
    const first = await stage.settledSale();
    expect(first).toMatchObject({ outcome: 'sold', price: 3_000, captured: 3_000 });

    await stage.readyStatus(statusPort);
    await stage.scanAndApprove();
    await stage.choose(statusPort, 'A1');
    const next = await until('the next sale', async () => {
      const sale = (await stage.sales()).at(-1);
      const isNext = sale?.reference !== first.reference && sale?.state === 'settled';
      return isNext ? sale : undefined;
    });
    expect(next).toMatchObject({ outcome: 'sold', captured: 3_100 });
  } finally {
    await stage.close();
  }
});

test('a kiosk that starts anew between scan and approval keeps the price that was offered', async () => {
  const stage = await createStage({ driver: 'xy' });
  try {
    const kiosk = await stage.startKiosk();
    await stage.readyStatus(kiosk.statusPort);
    await stage.control('scan', { qr: MACHINE });
    const reference = await stage.pendingReference();
    await until('the approval to be awaited', async () => {
      const { sale } = await stage.status(kiosk.statusPort);
      return sale?.state === 'awaitingApproval' ? true : undefined;
    });
    await kiosk.stop('SIGKILL');
    await putPrice(stage, '31.00');
    const again = await stage.startKiosk();
    await stage.control('approve', { reference });
    await stage.choose(again.statusPort, 'A1');
    const sale = await stage.settledSale();
    expect(sale).toMatchObject({ reference, outcome: 'sold', price: 3_000, captured: 3_000 });
  } finally {
    await stage.close();
  }
});
