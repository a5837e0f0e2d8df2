import { brandOn } from '#core/market/brand.ts';
import { marketDay } from '#core/time/market-day.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import express, { type Express } from 'express';
import { createAccess } from './access.ts';
import { createAdjustCalls } from './adjust-calls.ts';
import { createCheckInAnnouncer } from './announce-check-in.ts';
import { createPaymentAnnouncer } from './announce-payment.ts';
import { createAnswerDates, type AnswerDates } from './answer-dates.ts';
import { createBehaviours } from './behaviours.ts';
import { createCheckIns } from './check-ins.ts';
import { createControl, type VippsControl } from './control.ts';
import { createCreateCall } from './create-call.ts';
import { createIdempotency } from './idempotency.ts';
import { createLateApprovals } from './late-approvals.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createManagement } from './management.ts';
import { createMerchantQrs } from './merchant-qrs.ts';
import { createOrderManagement } from './order-management.ts';
import { adoptPastPayment, type PastPayment } from './past-payments.ts';
import { createPaymentBook } from './payment-book.ts';
import { createPaymentCalls } from './payment-calls.ts';
import { createPayments } from './payments.ts';
import { createPortal } from './portal.ts';
import { createWebhookPoster } from './post-webhook.ts';
import { createRateLimits } from './rate-limits.ts';
import { mountEpayment, mountManagement, mountOrders, mountQrs, mountWebhooks } from './routes.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';
import { createScan } from './scan.ts';
import { createCallServer } from './serve-call.ts';
import { createWebhookRegistry } from './webhook-registry.ts';
import { createWebhookSender } from './webhook-sender.ts';

export interface SimulatedVippsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly salesUnits: readonly SimulatedSalesUnit[];
  /**
   * Origin such as `http://127.0.0.1:8080` that webhooks are sent to, while the registered URL is signed: for a relay
   * whose public address does not exist. Default: the registered URL itself.
   */
  readonly forwardWebhooksTo?: string | undefined;
  /** Past payments of the first sales unit. */
  readonly past?: readonly PastPayment[] | undefined;
}

/** A simulated Vipps MobilePay for development, demos and fault tests; everything in memory. */
export interface SimulatedVipps {
  /** Does not listen; pass it to a server. */
  readonly app: Express;
  readonly control: VippsControl;
  readonly ledger: Ledger;
  /** Today's brand name for its customers. */
  brand(): string;
  /** Stops timers, deliveries and held connections. Safe to call twice. */
  close(): void;
}

/** Each call parses its own body later, so that malformed JSON gets the error of its API. */
function createApp(dates: AnswerDates, mount: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(dates.stamp);
  app.use(express.text({ type: () => true, limit: '100kb' }));
  mount(app);
  app.use((_request, response) => {
    response.status(404).json({ statusCode: 404, message: 'Resource not found' });
  });
  return app;
}

export function createSimulatedVipps(options: SimulatedVippsOptions): SimulatedVipps {
  const { clock, log, salesUnits } = options;
  const behaviours = createBehaviours();
  const checkIns = createCheckIns(clock);
  const registry = createWebhookRegistry();
  const poster = createWebhookPoster({ clock, forwardTo: options.forwardWebhooksTo });
  const sender = createWebhookSender({ clock, log, poster, registry });
  const paymentAnnouncer = createPaymentAnnouncer({ clock, behaviours, registry, sender });
  const book = createPaymentBook({ clock, onEvent: paymentAnnouncer.paymentChanged });
  const payments = createPayments(clock, book);
  const [firstUnit] = salesUnits;
  for (const past of options.past ?? []) {
    if (firstUnit !== undefined) adoptPastPayment(book, firstUnit, past);
  }
  const qrs = createMerchantQrs();
  const dates = createAnswerDates(clock);
  const orders = createOrderManagement(behaviours);
  const management = createManagement();
  const ledger = createLedger(book, orders);
  const access = createAccess({ clock, salesUnits });
  const rateLimits = createRateLimits(clock);
  const idempotency = createIdempotency();
  const server = createCallServer({ clock, log, access, behaviours, rateLimits, idempotency });
  const whenAnnounced = (): Promise<void> => sender.whenQuiet();
  const deps = { clock, behaviours, book, payments, checkIns, whenAnnounced };
  const lateApprovals = createLateApprovals(deps);
  const announcer = createCheckInAnnouncer({ behaviours, registry, sender });
  const control = createControl({
    ...deps,
    access,
    paymentAnnouncer,
    lateApprovals,
    ledger,
    management,
    portal: createPortal(deps),
    qrs,
    registry,
    scan: createScan({ clock, announcer, checkIns, qrs }),
    sender,
    server,
    dates,
  });

  const calls = {
    create: createCreateCall(deps),
    ...createPaymentCalls(deps),
    ...createAdjustCalls(deps),
  };
  const app = createApp(dates, (mountOn) => {
    mountOn.post('/accesstoken/get', server.serveToken());
    mountEpayment(mountOn, server, calls);
    mountWebhooks(mountOn, server, registry);
    mountQrs(mountOn, server, qrs);
    mountOrders(mountOn, server, orders);
    mountManagement(mountOn, server, management);
  });

  return {
    app,
    ledger,
    control,
    brand: () => brandOn(marketDay(firstUnit?.market ?? 'NO', clock.nowMs())),
    close() {
      book.close();
      paymentAnnouncer.close();
      lateApprovals.close();
      sender.close();
      server.close();
    },
  };
}
