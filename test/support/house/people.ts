import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { ExportedSale } from '#core/sales/exported-sale.ts';
import type { LedgerRow } from '../../../src/simulator/vipps/ledger.ts';
import { MACHINE, openHouse, type House, type HouseOptions } from './house.ts';

/** Runs `body` in a fresh house and closes it. */
export async function withHouse(
  options: HouseOptions,
  body: (house: House) => Promise<void>,
): Promise<void> {
  const house = await openHouse(options);
  try {
    await body(house);
  } finally {
    await house.close();
  }
}

/** A customer scans the sticker. @returns the relay's answer to Vipps: 200 accepted, 503 refused */
export async function scan(house: House, customerToken?: string): Promise<number | undefined> {
  const outcome = await house.run(
    house.vipps.scan(MACHINE, customerToken === undefined ? {} : { customerToken }),
  );
  return outcome.status;
}

/** Waits for the payment request on the phone. */
export async function request(house: House): Promise<LedgerRow> {
  await house.until('a payment request', () => house.vipps.listPending().length > 0);
  const pending = house.vipps.listPending().at(-1);
  if (pending === undefined) throw new Error('No payment request.');
  return pending;
}

/** Scans and approves the request. @returns the payment's reference */
export async function scanAndApprove(house: House): Promise<string> {
  const status = await scan(house);
  if (status !== 200) throw new Error(`The scan was answered with ${String(status)}.`);
  const { reference } = await request(house);
  house.vipps.approve(reference);
  return reference;
}

/** Scans, approves, and waits until the machine shows the credit. */
export async function scanToCredit(house: House): Promise<string> {
  const reference = await scanAndApprove(house);
  await house.until('the credit at the machine', () => house.canChoose());
  return reference;
}

/** A technician enters service mode, starts a test sale, scans and approves. @returns its reference */
export async function testSale(house: House): Promise<string> {
  await awaitScan(house, 'testSale');
  return scanAndApprove(house);
}

/** Snapshot field with the state of each kind of awaited scan. */
const SHOWN_AS = { testSale: 'testSale', proof: 'qrVerification' } as const;

/** State of the scan that a technician asked for. */
export function scanState(house: House, kind: keyof typeof SHOWN_AS): string | undefined {
  return house.kiosk()[SHOWN_AS[kind]]?.state;
}

/** A technician enters service mode and tells the kiosk what the next scan is for. */
export async function awaitScan(house: House, kind: keyof typeof SHOWN_AS): Promise<void> {
  house.order(`service ${kind}`, { kind: 'service', isOn: true });
  await house.until('service mode', () => house.kiosk().reasons.includes('service-mode'));
  house.order(`await ${kind}`, { kind, isOn: true });
  await house.until('the scan to be awaited', () => scanState(house, kind) === 'awaited');
}

/** A purchase up to the pressed selection. */
export async function choose(house: House, selection = 'A1'): Promise<string> {
  const reference = await scanToCredit(house);
  house.machine.press(selection);
  return reference;
}

export async function settled(
  house: House,
  reference: string,
  limitMs?: number,
): Promise<ExportedSale> {
  const find = (): ExportedSale | undefined =>
    house.sales().find((sale) => sale.reference === reference && sale.state === 'settled');
  await house.until(`${reference} to be settled`, () => find() !== undefined, limitMs);
  const sale = find();
  if (sale === undefined) throw new Error('Not settled.');
  return sale;
}

/** The reason of each time the device was taken out of service. */
export function outages(house: House): readonly string[] {
  return house.log
    .notes()
    .filter(({ event }) => /^vend\.(adapter|board)-(out-of-service|lost)$/.test(event))
    .map(({ fields }) => String(fields['detail']));
}

/** Waits until the device is taken out of service again. @returns why */
export async function nextOutage(house: House, limitMs: number): Promise<string> {
  const before = outages(house).length;
  await house.until(
    'the device to be out of service',
    () => outages(house).length > before,
    limitMs,
  );
  if (house.kiosk().state === 'ready') throw new Error('It sells without its device.');
  return String(outages(house).at(-1));
}

export function ledgerOf(house: House, reference: string): LedgerRow {
  const row = house.ledger().find((one) => one.reference === reference);
  if (row === undefined) throw new Error(`Vipps does not know ${reference}.`);
  return row;
}

export async function shows(
  house: House,
  state: KioskSnapshot['state'],
  limitMs?: number,
): Promise<KioskSnapshot> {
  await house.until(`the machine to be ${state}`, () => house.kiosk().state === state, limitMs);
  return house.kiosk();
}

/** Number of approvals sent to the machine. */
export function approvals(house: House): number {
  const isApproval = (line: string): boolean => /^C,VEND,(?!-1)/.test(line);
  return house.machine
    .transcript()
    .filter(({ direction, line }) => direction === 'host' && isApproval(line)).length;
}
