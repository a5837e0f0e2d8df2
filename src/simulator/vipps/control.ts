import { err, ok, type Result } from '#core/base/result.ts';
import type { Access } from './access.ts';
import type { AnswerDates } from './answer-dates.ts';
import type { FalseEvent, PaymentAnnouncer } from './announce-payment.ts';
import type { ActiveBehaviour, BehaviourName, BehaviourOptions, Behaviours } from './behaviours.ts';
import type { CallRecord } from './call-records.ts';
import type { LateApprovals } from './late-approvals.ts';
import type { Ledger, LedgerRow } from './ledger.ts';
import type { Management, SalesUnitFile } from './management.ts';
import type { MerchantQrs, QrChanges, StoredQr } from './merchant-qrs.ts';
import type { PaymentBook } from './payment-book.ts';
import type { PaymentRecord } from './payment-record.ts';
import type { Payments } from './payments.ts';
import type { Portal, PortalAction } from './portal.ts';
import type { ScanOptions, ScanOutcome } from './scan.ts';
import type { CallServer } from './serve-call.ts';
import type { WebhookRegistry } from './webhook-registry.ts';
import type { WebhookAttempt, WebhookSender } from './webhook-sender.ts';

/** `notFound`, `notPending`, `tooYoung`, or a Vipps error code. */
export type ControlRefusal = string;

/** Controls the simulated customer, the merchant portal and the faults. */
export interface VippsControl {
  /** A customer scans the sticker; a new customer each time, unless the options name a token. */
  scan(merchantQrId: string, options?: ScanOptions): Promise<ScanOutcome>;
  /** The customer approves in the app; `late-approval` may delay it. */
  approve(reference: string): Result<'approved' | 'held', ControlRefusal>;
  decline(reference: string): Result<'declined', ControlRefusal>;
  /** An employee captures, cancels or refunds in the portal. A cancel needs no amount. */
  actInPortal(
    reference: string,
    action: PortalAction,
    amountMinor?: number,
  ): Result<LedgerRow, ControlRefusal>;
  listPayments(): readonly LedgerRow[];
  /** Payments that await the customer, oldest first. */
  listPending(): readonly LedgerRow[];
  listQrs(): readonly StoredQr[];
  setBehaviour(name: BehaviourName, options?: BehaviourOptions): void;
  /** Clears one behaviour, or all without a name. */
  clearBehaviour(name?: BehaviourName): void;
  listBehaviours(): readonly ActiveBehaviour[];
  /** Sends an AUTHORIZED with a wrong signature. @returns the status of each answer */
  sendForgedApproval(
    reference: string,
  ): Promise<Result<readonly (number | undefined)[], ControlRefusal>>;
  /** Sends an event that never happened, validly signed. @returns the status of each answer */
  sendFalseWebhook(
    reference: string,
    event: FalseEvent,
  ): Promise<Result<readonly (number | undefined)[], ControlRefusal>>;
  /** Deletes every registration, as Vipps does after two weeks without an answer. */
  forgetRegistrations(): void;
  revokeTokens(): void;
  /** Adds a registration, or replaces the one with the same URL; without events, removes it. */
  setRegistration(merchantSerialNumber: string, url: string, events: readonly string[]): void;
  /** Changes a QR at Vipps; `undefined` removes it. @returns whether it existed */
  changeQr(merchantQrId: string, changes: QrChanges | undefined): boolean;
  /** Changes what Vipps has on file about a sales unit; an empty file restores it. */
  setSalesUnitFile(merchantSerialNumber: string, changes: SalesUnitFile): void;
  /** Sets the `Date` header of answers this far ahead of the clock. */
  setDateAhead(ms: number): void;
  /** For long runs: drops payments whose last event is older, whatever their state. Wall clock. */
  forgetPayments(beforeMs: number): void;
  listCalls(): readonly CallRecord[];
  listWebhookAttempts(): readonly WebhookAttempt[];
  /** Resolves when no webhook is being sent. */
  whenQuiet(): Promise<void>;
}

interface ControlDeps {
  readonly access: Access;
  readonly paymentAnnouncer: PaymentAnnouncer;
  readonly behaviours: Behaviours;
  readonly book: PaymentBook;
  readonly lateApprovals: LateApprovals;
  readonly dates: AnswerDates;
  readonly ledger: Ledger;
  readonly management: Management;
  readonly payments: Payments;
  readonly portal: Portal;
  readonly qrs: MerchantQrs;
  readonly registry: WebhookRegistry;
  readonly scan: (merchantQrId: string, options?: ScanOptions) => Promise<ScanOutcome>;
  readonly sender: WebhookSender;
  readonly server: CallServer;
}

type CustomerControl = Pick<VippsControl, 'scan' | 'approve' | 'decline'>;

function createCustomerControl(deps: ControlDeps): CustomerControl {
  const { behaviours, book, payments } = deps;

  function pending(reference: string): Result<PaymentRecord, ControlRefusal> {
    const payment = book.findAnywhere(reference);
    if (payment === undefined) return err('notFound');
    return payment.state === 'CREATED' ? ok(payment) : err('notPending');
  }

  return {
    scan: deps.scan,
    approve(reference) {
      const found = pending(reference);
      if (!found.ok) return found;
      if (found.value.isTooYoung) return err('tooYoung');
      const late = behaviours.take('late-approval', 'approve');
      if (late === undefined) {
        payments.approve(found.value);
        return ok('approved');
      }
      deps.lateApprovals.hold(found.value, late.afterMs);
      return ok('held');
    },
    decline(reference) {
      const found = pending(reference);
      if (!found.ok) return found;
      payments.abort(found.value);
      return ok('declined');
    },
  };
}

export function createControl(deps: ControlDeps): VippsControl {
  const { behaviours, book, ledger, registry, access } = deps;
  return {
    ...createCustomerControl(deps),
    actInPortal(reference, action, amountMinor = 0) {
      const acted = deps.portal.act(reference, action, amountMinor);
      return acted.ok ? ok(ledger.rowOf(acted.value)) : acted;
    },
    listPayments: () => ledger.rows(),
    listPending: () => ledger.rows().filter((row) => row.state === 'CREATED'),
    listQrs: () => deps.qrs.list(),
    setBehaviour: (name, options) => {
      behaviours.set(name, options);
    },
    clearBehaviour: (name) => {
      behaviours.clear(name);
    },
    listBehaviours: () => behaviours.list(),
    async sendForgedApproval(reference) {
      const payment = book.findAnywhere(reference);
      if (payment === undefined) return err('notFound');
      return ok(await deps.paymentAnnouncer.sendForged(payment));
    },
    async sendFalseWebhook(reference, event) {
      const payment = book.findAnywhere(reference);
      return payment === undefined
        ? err('notFound')
        : ok(await deps.paymentAnnouncer.sendFalse(payment, event));
    },
    forgetRegistrations: () => {
      registry.forgetAll();
    },
    revokeTokens: () => {
      access.revokeTokens();
    },
    setRegistration: (merchantSerialNumber, url, events) => {
      registry.set(merchantSerialNumber, url, events);
    },
    changeQr: (merchantQrId, changes) => deps.qrs.change(merchantQrId, changes),
    setSalesUnitFile: (merchantSerialNumber, changes) => {
      deps.management.setFile(merchantSerialNumber, changes);
    },
    setDateAhead: (ms) => {
      deps.dates.setAhead(ms);
    },
    forgetPayments: (beforeMs) => {
      book.forgetEnded(beforeMs);
    },
    listCalls: () => deps.server.calls(),
    listWebhookAttempts: () => deps.sender.attempts(),
    whenQuiet: () => deps.sender.whenQuiet(),
  };
}
