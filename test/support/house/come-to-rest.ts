import type { ExportedSale } from '#core/sales/exported-sale.ts';
import { MACHINE, type House } from './house.ts';
import type { Player } from './play.ts';

/** Settlement retries at least every 15 minutes, and holds an unknown outcome for 30 (design §4). */
const REST_LIMIT_MS = 60 * 60_000;
const TOLD_LIMIT_MS = 2 * 3_600_000;
const READY_LIMIT_MS = 10 * 60_000;
const SALE_LIMIT_MS = 5 * 60_000;
const SCANS = 10;
const BETWEEN_SCANS_MS = 60_000;

/** Nothing is pending: no sale, no settlement, no reservation. */
function isAtRest(house: House): boolean {
  const { sale, settlingCount } = house.kiosk();
  const isVippsDone = house.vipps.listPending().length === 0;
  return (
    sale === undefined &&
    settlingCount === 0 &&
    isVippsDone &&
    house.ledger().every((row) => row.open === 0)
  );
}

/** Ends every mishap, then waits until everything is settled and the machine is ready. @returns what is wrong */
export async function comeToRest(house: House, player: Player): Promise<readonly string[]> {
  await player.repair();
  if (!(await player.comes(() => isAtRest(house), REST_LIMIT_MS))) {
    const open = house.ledger().filter((row) => row.open > 0 || row.state === 'CREATED');
    const sales = house.sales().filter((sale) => sale.state !== 'settled');
    return [`rule 4: not settled after an hour: ${JSON.stringify({ open, sales })}`];
  }
  // A change in the portal arrives by webhook, which Vipps may retry an hour later.
  await house.comes(() => agree(house), TOLD_LIMIT_MS);
  if (!(await player.comes(() => house.kiosk().state === 'ready', READY_LIMIT_MS))) {
    const { state, reasons, hardware, relay } = house.kiosk();
    return [`not ready again: ${JSON.stringify({ state, reasons, hardware, relay })}`];
  }
  return [];
}

function agree(house: House): boolean {
  const sales = house.sales();
  return house.ledger().every((row) => {
    const sale = sales.find((one) => one.reference === row.reference);
    return sale === undefined || sale.refunded === row.refunded;
  });
}

/** Scans until accepted, a limited number of times. */
async function scanUntilAccepted(house: House): Promise<boolean> {
  for (let count = 0; count < SCANS; count += 1) {
    const { status } = await house.run(house.vipps.scan(MACHINE));
    if (status === 200) return true;
    await house.advance(BETWEEN_SCANS_MS);
  }
  return false;
}

/** A new customer buys without any mishap. @returns what is wrong */
export async function sellOnce(house: House, selection: string): Promise<readonly string[]> {
  const before = house.ledger().length;
  // A selection left pending at the machine would go to the next customer.
  await house.comes(() => house.machine.view().state === 'enabled', SALE_LIMIT_MS);
  if (!(await scanUntilAccepted(house))) return ['the machine takes no scan any more'];
  if (!(await house.comes(() => house.vipps.listPending().length > 0, SALE_LIMIT_MS))) {
    return ['no request comes to the phone any more'];
  }
  const reference = house.ledger()[before]?.reference ?? '';
  house.vipps.approve(reference);
  if (!(await house.comes(() => house.canChoose(), SALE_LIMIT_MS))) {
    return ['no credit comes to the machine any more'];
  }
  house.machine.press(selection);
  const sale = (): ExportedSale | undefined =>
    house.sales().find((one) => one.reference === reference && one.state === 'settled');
  const isSettled = (): boolean =>
    house.kiosk().lastSales.some((one) => one.reference === reference && one.state === 'settled');
  await house.comes(isSettled, SALE_LIMIT_MS);
  const { outcome, captured = 0, price } = sale() ?? {};
  if (outcome === 'sold' && captured > 0 && captured === price) return [];
  return [`the machine does not sell any more: ${JSON.stringify(sale())}`];
}
