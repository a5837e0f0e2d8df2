import { reasonOf } from '#core/base/errors.ts';
import { turnAwayReason } from '#core/admission/admission.ts';
import { paymentReference, type MachineId, type PaymentReference } from '#core/base/ids.ts';
import type { PaymentPlan } from '#core/admission/payment-plan.ts';
import type { NotReadyReason } from '#core/kiosk/readiness.ts';
import { TEST_SALE_MINOR } from '#core/kiosk/test-sale.ts';
import type { CheckIn, CheckInAnswer } from '#core/payment/relay-feed.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { HeldSelection } from '#core/sale/state.ts';
import { termsOf } from '#core/settings/settings.ts';
import { customerWindowMs } from '#core/sale/customer-window.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { Runner } from './runner.ts';
import type { TechnicianScans } from './technician-scans.ts';

export interface CheckInAdmissionDeps {
  readonly machineId: MachineId;
  readonly store: SaleStore;
  readonly runner: Runner;
  readonly clock: Clock;
  readonly log: Log;
  /** A new ULID. */
  readonly newUlid: () => string;
  /** What the relay said of the sales unit; undefined before it was ever reached. */
  readonly salesTerms: () => SalesTerms | undefined;
  readonly notReady: () => readonly NotReadyReason[];
  /** The next scan may be a technician's. */
  readonly scans: Pick<TechnicianScans, 'qrVerification' | 'testSale'>;
  /** What the next customer is asked for; undefined: nothing can be sold. */
  readonly planPayment: (held: HeldSelection | undefined) => PaymentPlan | undefined;
  /** Keeps the customer's token in memory for the create. */
  readonly keepToken: (reference: string, customerToken: string) => void;
}

/** A technician pays it: nothing is vended. */
const TEST_PLAN: PaymentPlan = {
  amountMinor: TEST_SALE_MINOR,
  ageLimit: 0,
  fallbackMinor: undefined,
};

interface HeldAtMachine {
  /** A selection that waits at the machine for somebody to pay. */
  readonly held: () => HeldSelection | undefined;
  /** A sale has begun; what was held belongs to it now. */
  readonly onBegun: (reference: PaymentReference) => void;
}

/** Answers customers who have scanned: accept or refuse, at once and for good (design §3.1). */
export function createCheckInAdmission(
  deps: CheckInAdmissionDeps & HeldAtMachine,
): (checkIn: CheckIn) => CheckInAnswer {
  const { qrVerification, testSale } = deps.scans;

  function answer(checkIn: CheckIn): CheckInAnswer {
    if (deps.store.hasCheckIn(checkIn.checkInId)) return { accepted: true, reason: undefined };
    const earlier = deps.store.turnedAway(checkIn.checkInId);
    if (earlier !== undefined) return { accepted: false, reason: earlier };
    const settings = deps.store.settings();
    const reason = turnAwayReason({
      notReady: deps.notReady(),
      isOccupied: deps.runner.activeSale() !== undefined,
      ageMs: checkIn.ageMs,
      isQrVerificationAwaited: qrVerification.isAwaited(),
      // A customer who cannot be there any more is not asked for money.
      freshnessMs: Math.min(
        settings.checkInFreshnessSeconds * 1000,
        customerWindowMs({ approvalMs: settings.approvalDeadlineSeconds * 1000 }),
      ),
      isTestAwaited: testSale.isAwaited(),
    });
    if (reason === 'proof') qrVerification.onScanHere();
    if (reason !== undefined) return turnAway(checkIn.checkInId, reason);
    return begin(checkIn)
      ? { accepted: true, reason: undefined }
      : { accepted: false, reason: 'store-unwritable' };
  }

  /** Refuses the customer at once, and notes the refusal when the disk takes it. */
  function turnAway(checkInId: string, reason: string): CheckInAnswer {
    try {
      deps.store.noteTurnedAway({ checkInId, reason, atMs: deps.clock.nowMs() });
    } catch (error) {
      const cause = reasonOf(error);
      deps.log.error('sale.check-in-not-kept', { checkInId, reason, cause });
    }
    return { accepted: false, reason };
  }

  const newReference = (): PaymentReference => paymentReference(deps.machineId, deps.newUlid());

  function begin(checkIn: CheckIn): boolean {
    const sales = deps.salesTerms();
    const isTest = testSale.isAwaited();
    const held = isTest ? undefined : deps.held();
    const plan = isTest ? TEST_PLAN : deps.planPayment(held);
    if (sales === undefined || plan === undefined) return false;
    const { amountMinor, ageLimit, fallbackMinor } = plan;
    const terms = termsOf(deps.store.settings(), sales.orderManagement);
    const reference = newReference();
    deps.keepToken(reference, checkIn.customerToken);
    const isBegun = deps.runner.dispatch(reference, {
      kind: 'customer.checkedIn',
      reference,
      checkInId: checkIn.checkInId,
      ageMs: checkIn.ageMs,
      currency: sales.currency,
      amountMinor,
      terms: isTest ? { ...terms, isTest } : terms,
      held,
      ageLimit,
      fallback:
        fallbackMinor === undefined
          ? undefined
          : { reference: newReference(), amountMinor: fallbackMinor },
    });
    if (isBegun && isTest) testSale.finish({ state: 'begun', reference });
    else if (isBegun) deps.onBegun(reference);
    return isBegun;
  }

  return answer;
}
