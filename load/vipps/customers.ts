import { createHash, randomBytes } from 'node:crypto';
import { countError, type Book, type Scan } from '../book.ts';
import type { RelayAddresses } from '../relays/addresses.ts';
import type { LedgerPayment } from './ledger.ts';
import type { Registrations } from './registrations.ts';

/** From the request in the app to the customer's finger. */
const APPROVES_AFTER_MS = 100;
/** The relay's answer when it cannot store anything. */
const NOT_KEPT = '"not kept"';

/** The customers: they scan, and approve what they are asked for. */
export interface Customers {
  /** @returns milliseconds until Vipps had the first answer */
  scan(machineId: string): Promise<number>;
  /** The customer is asked for a payment. */
  asked(payment: LedgerPayment): void;
}

interface CustomerDeps {
  readonly salesUnit: string;
  readonly addresses: RelayAddresses;
  readonly registrations: Registrations;
  /** Vipps sends each check-in twice. */
  readonly isTwice: boolean;
  readonly book: Book;
  readonly addToken: (customerToken: string) => void;
  readonly approve: (payment: LedgerPayment) => void;
}

export function createCustomers(deps: CustomerDeps): Customers {
  const { addresses, registrations, book } = deps;
  /** By token: resolves with whether the customer's app still shows the payment. */
  const answered = new Map<string, Promise<boolean>>();

  async function post(scan: Scan, body: string): Promise<number | undefined> {
    const signed = registrations.sign(body);
    if (signed === undefined) return undefined;
    const answer = await addresses.call({ method: 'POST', ...signed, body });
    if (answer?.status !== 200)
      countError(book, `scan ${String(answer?.status ?? 'without answer')}`);
    if (answer !== undefined && !answer.text.includes(NOT_KEPT)) scan.verdicts.push(answer.status);
    return answer?.status;
  }

  return {
    scan: async (machineId) => {
      const customerToken = randomBytes(24).toString('base64url');
      const checkInId = createHash('sha256').update(customerToken).digest('base64url');
      const scan: Scan = {
        checkInId,
        machineId,
        answers: [],
        verdicts: [],
        machine: undefined,
        isVoid: false,
        couldHearVoid: false,
      };
      book.scans.set(checkInId, scan);
      deps.addToken(customerToken);
      const initiatedAt = new Date().toISOString();
      const event = { customerToken, merchantQrId: machineId, initiatedAt, msn: deps.salesUnit };
      const body = JSON.stringify(event);
      const began = performance.now();
      const first = post(scan, body);
      const copies = deps.isTwice ? [first, post(scan, body)] : [first];
      const all = Promise.all(copies);
      // Without any answer the app shows the payment all the same, when it comes.
      answered.set(
        customerToken,
        all.then(
          (statuses) => statuses.includes(200) || statuses.every((one) => one === undefined),
        ),
      );
      await first;
      const tookMs = performance.now() - began;
      scan.answers.push(...(await all));
      return tookMs;
    },
    asked: (payment) => {
      setTimeout(() => {
        const isShown = answered.get(payment.customerToken) ?? Promise.resolve(false);
        answered.delete(payment.customerToken);
        void isShown.then((shown) => {
          if (shown) deps.approve(payment);
        });
      }, APPROVES_AFTER_MS);
    },
  };
}
