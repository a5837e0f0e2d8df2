import type { Installation } from '../installation.ts';
import { until } from '../programs.ts';

const FAVOURITE = 'B1';

interface LedgerRow {
  readonly reference: string;
  readonly currency: string;
  readonly requested: number;
  readonly reserved: number;
  readonly captured: number;
  readonly released: number;
  readonly open: number;
  readonly receipt?: { readonly orderLines: readonly OrderLine[] };
}

interface OrderLine {
  readonly name: string;
  readonly totalAmount: number;
  readonly totalTaxAmount: number;
  readonly taxRate: number;
}

interface SimulatorState {
  readonly pending: readonly LedgerRow[];
  readonly machine: {
    readonly state: string;
    readonly slots: readonly SlotOfMachine[];
    /** Only for an XY board. */
    readonly board?: unknown;
  };
}

interface SlotOfMachine {
  readonly selection: string;
  readonly priceMinor: number;
  readonly count: number;
}

interface Sale {
  readonly reference: string;
  readonly state: string;
  readonly selection: string | null;
  readonly captured: number;
  readonly released: number;
}

interface Telling {
  readonly machineId: string;
  readonly say: (line: string) => void;
}

/** A popular product may be sold out, as in life. */
function slotOf({ machine }: SimulatorState): SlotOfMachine {
  const left = machine.slots.filter(({ count }) => count > 0);
  const found = left.find(({ selection }) => selection === FAVOURITE) ?? left[0];
  if (found === undefined) throw new Error('The machine is empty.');
  return found;
}

/** Longer than any step takes on a slow computer. */
const LIMIT_MS = 30_000;
const PRESS_AGAIN_MS = 1_000;
const money = (minor: number): string => (minor / 100).toFixed(2);

function tellLedger(row: LedgerRow, line: OrderLine, say: Telling['say']): void {
  const { name, totalAmount, totalTaxAmount, taxRate } = line;
  const total = money(totalAmount);
  say('');
  say(`Ledger of ${row.reference} (${row.currency})`);
  for (const part of ['reserved', 'captured', 'released'] as const) {
    say(`  ${part}  ${money(row[part]).padStart(8)}`);
  }
  say('  receipt');
  say(`    ${name}: ${total} including ${money(totalTaxAmount)} VAT at ${String(taxRate / 100)} %`);
}

/** Plays one customer, from the scan to the receipt. @returns whether Vipps and the machine agree on the charge */
export async function playOneSale(
  { ask, control, command }: Installation,
  { machineId, say }: Telling,
): Promise<boolean> {
  const wait = <Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> =>
    until(what, look, LIMIT_MS);

  say('A customer scans the posted code.');
  await wait('the machine to accept the scan', async () => {
    const { status } = await control<{ status?: number }>('scan', { qr: machineId });
    return status === 200 ? true : undefined;
  });
  const { reference, requested, currency } = await wait(
    'the payment request',
    async () => (await ask<SimulatorState>('state')).pending[0],
  );
  say(`The app asks to reserve ${money(requested)} ${currency}; the customer approves.`);
  await control('approve', { reference });
  const { selection, priceMinor } = slotOf(await ask<SimulatorState>('state'));
  say(`The customer presses ${selection}.`);
  let pressedAtMs = 0;
  await wait('the motor to turn', async () => {
    const { machine } = await ask<SimulatorState>('state');
    if (machine.state === 'vending') return true;
    // A board does not show the credit: its customer presses until something happens.
    const mayPress = machine.board === undefined ? 'session' : 'enabled';
    if (machine.state !== mayPress || Date.now() - pressedAtMs < PRESS_AGAIN_MS) return undefined;
    pressedAtMs = Date.now();
    await control('press', { selection });
    return undefined;
  });
  const { row, line } = await wait('the receipt', async () => {
    const { rows } = await ask<{ rows: readonly LedgerRow[] }>('ledger');
    const found = rows.find((one) => one.reference === reference && one.open === 0);
    const sold = found?.receipt?.orderLines[0];
    return found === undefined || sold === undefined ? undefined : { row: found, line: sold };
  });
  const sale = await wait('the sale to be settled', async () => {
    const list: readonly Sale[] = JSON.parse(await command('sales', 'export', '--format', 'json'));
    const found = list.find((one) => one.reference === reference);
    return found?.state === 'settled' ? found : undefined;
  });
  tellLedger(row, line, say);
  const isRight =
    row.captured === priceMinor &&
    row.reserved === row.captured + row.released &&
    sale.captured === row.captured &&
    sale.released === row.released &&
    sale.selection === selection;
  say(isRight ? 'The machine and Vipps agree to the øre.' : 'The machine and Vipps do not agree.');
  return isRight;
}
