import { paymentPath, receiptPath, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { describePayment } from '#contract/vipps/description.ts';
import {
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
  paymentSchema,
  type Payment,
} from '#contract/vipps/epayment.ts';
import { parseProblem } from '#contract/vipps/problem.ts';
import { buildReceipt } from '#contract/vipps/receipt.ts';
import { reasonOf } from '#core/base/errors.ts';
import { idempotencyKey, isMachineId, paymentReference } from '#core/base/ids.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { countError, type Book, type JournalEntry, type Scan } from '../book.ts';
import type { RelayAnswer } from '../relays/addresses.ts';
import type { Gateway } from './gateway.ts';

const MAXIMUM_MINOR = 3_200;
const PRICES_MINOR = [2_000, 2_500, 3_000, 3_200];
/** The customer's way to the key, and the motor. */
const VEND_MS = 100;
/** Shorter than a kiosk's, so that a run ends. */
const APPROVAL_WITHIN_MS = 15_000;
const POLL_MS = 2_000;

export interface SellingMachine {
  readonly machineId: string;
  readonly credential: string;
}

/** Sells as a kiosk does: create, approval by webhook or polling, GET, vend, capture, cancel the rest, GET, receipt. */
export interface Seller {
  sell(machine: SellingMachine, scan: Scan, customerToken: string): Promise<void>;
  /** A payment event came over the link. */
  heard(reference: string, name: string): void;
  /** Sales that have not come to their end. */
  open(): number;
}

interface SellerDeps {
  readonly gateway: Gateway;
  readonly book: Book;
}

/** One sale on its way. */
interface Course {
  readonly machine: SellingMachine;
  readonly reference: ReturnType<typeof paymentReference>;
  readonly entry: JournalEntry;
  readonly scan: Scan;
}

interface Money {
  readonly operation: 'capture' | 'withdraw' | 'release';
  readonly body: unknown;
}

const WITHDRAW: Money = { operation: 'withdraw', body: buildCancelRequest(true) };
const RELEASE: Money = { operation: 'release', body: buildCancelRequest(false) };

function problemCode({ status, text }: RelayAnswer): string | undefined {
  try {
    return parseProblem(status, JSON.parse(text)).code;
  } catch {
    return undefined;
  }
}

export function createSeller({ gateway, book }: SellerDeps): Seller {
  const waiters = new Map<string, () => void>();
  let open = 0;

  function wrong(course: Course, what: string): void {
    book.seen.push({ kind: 'wrongAnswer', what: `${course.reference}: ${what}` });
  }

  async function read({ machine, reference }: Course): Promise<Payment | undefined> {
    const path = paymentPath(reference);
    const answer = await gateway.call(machine.credential, { method: 'GET', path });
    if (answer?.status !== 200) return undefined;
    const parsed = paymentSchema.safeParse(JSON.parse(answer.text));
    return parsed.success ? parsed.data : undefined;
  }

  function move(course: Course, money: Money): Promise<RelayAnswer | undefined> {
    const { machine, reference } = course;
    const part = money.operation === 'capture' ? 'capture' : 'cancel';
    return gateway.call(machine.credential, {
      method: 'POST',
      path: paymentPath(reference, part),
      body: money.body,
      key: idempotencyKey(money.operation, reference, 1),
    });
  }

  async function create(course: Course, customerToken: string): Promise<boolean> {
    const { machine, reference } = course;
    const amount = { amountMinor: MAXIMUM_MINOR, currency: 'NOK' } as const;
    const description = describePayment({ ...amount, isExactPrice: false, market: 'NO' });
    const body = buildCreatePaymentRequest({
      ...{ reference, customerToken, userFlow: 'PUSH_MESSAGE', description },
      ...amount,
      machineId: machine.machineId,
    });
    const answer = await gateway.call(machine.credential, {
      method: 'POST',
      path: VIPPS_PATHS.payments,
      body,
      key: idempotencyKey('create', reference, 1),
    });
    if (answer?.status === 201) return true;
    if (answer !== undefined) {
      course.entry.refusal = `${String(answer.status)} ${answer.text.slice(0, 150)}`;
      countError(book, `create ${String(answer.status)}`);
    }
    return false;
  }

  /** Waits for the event, and asks Vipps now and then. */
  async function isApproved(course: Course): Promise<boolean> {
    const endAtMs = performance.now() + APPROVAL_WITHIN_MS;
    const heard = new Promise<'heard'>((resolve) => {
      waiters.set(course.reference, () => {
        resolve('heard');
      });
    });
    try {
      while (performance.now() < endAtMs) {
        if ((await Promise.race([heard, pause(POLL_MS)])) === 'heard') return true;
        countError(book, 'approval asked for');
        if ((await read(course))?.state === 'AUTHORIZED') return true;
      }
      return false;
    } finally {
      waiters.delete(course.reference);
    }
  }

  async function withdraw(course: Course): Promise<JournalEntry['state']> {
    const answer = await move(course, WITHDRAW);
    if (answer?.status === 200) return 'withdrawn';
    if (answer === undefined) return 'open';
    if (problemCode(answer) === '6060') {
      const released = await move(course, RELEASE);
      if (released?.status === 200) return 'withdrawn';
    }
    return 'failed';
  }

  async function postReceipt({ machine, reference }: Course, priceMinor: number): Promise<void> {
    const receipt = buildReceipt({
      currency: 'NOK',
      productName: 'Cola',
      productId: 'A1',
      priceMinor,
      vatRateHundredths: 1_500,
      machineId: machine.machineId,
      receiptNumber: reference,
    });
    const path = receiptPath(reference);
    const answer = await gateway.call(machine.credential, { method: 'POST', path, body: receipt });
    if (answer !== undefined && answer.status >= 400 && answer.status !== 409) {
      countError(book, `receipt ${String(answer.status)}`);
    }
  }

  async function charge(course: Course, priceMinor: number): Promise<JournalEntry['state']> {
    const body = buildModificationRequest(priceMinor, 'NOK');
    const captured = await move(course, { operation: 'capture', body });
    if (captured === undefined) return 'open';
    if (captured.status !== 200) {
      wrong(course, `its capture got ${String(captured.status)}`);
      return 'failed';
    }
    course.entry.capturedMinor = priceMinor;
    if (priceMinor < MAXIMUM_MINOR) await move(course, RELEASE);
    const settled = await read(course);
    if (settled === undefined) return 'open';
    const { capturedAmount, cancelledAmount } = settled.aggregate;
    if (
      capturedAmount.value !== priceMinor ||
      cancelledAmount.value !== MAXIMUM_MINOR - priceMinor
    ) {
      wrong(course, `Vipps says ${JSON.stringify(settled.aggregate)} of ${String(priceMinor)}`);
    }
    await postReceipt(course, priceMinor);
    return 'sold';
  }

  async function run(course: Course, customerToken: string): Promise<JournalEntry['state']> {
    if (!(await create(course, customerToken))) return 'failed';
    if (!(await isApproved(course))) return withdraw(course);
    if (course.scan.isVoid) return withdraw(course);
    const payment = await read(course);
    if (payment?.state !== 'AUTHORIZED') return withdraw(course);
    await pause(VEND_MS);
    return charge(course, PRICES_MINOR[book.journal.size % PRICES_MINOR.length] ?? MAXIMUM_MINOR);
  }

  return {
    sell: async (machine, scan, customerToken) => {
      const { machineId } = machine;
      if (!isMachineId(machineId)) return;
      const reference = paymentReference(machineId, ulid());
      const entry: JournalEntry = {
        reference,
        checkInId: scan.checkInId,
        state: 'open',
        capturedMinor: 0,
      };
      book.journal.set(reference, entry);
      open += 1;
      const course = { machine, reference, entry, scan };
      try {
        entry.state = await run(course, customerToken);
      } catch (error) {
        entry.state = 'failed';
        wrong(course, reasonOf(error));
      } finally {
        open -= 1;
      }
    },
    heard: (reference, name) => {
      if (name === 'AUTHORIZED') waiters.get(reference)?.();
    },
    open: () => open,
  };
}
