import type { PaymentEvent } from '#contract/vipps/epayment.ts';
import type { PaymentGateway } from '#core/payment/payment-gateway.ts';
import type { CancelSignal } from '#core/base/ports.ts';
import { createPayment } from './create-payment.ts';
import { createCustomerTokens } from './customer-tokens.ts';
import type { GatewayDeps, GatewayContext } from './gateway-context.ts';
import { capturePayment, refundPayment, releasePayment } from './move-money.ts';
import { createPaymentQueue } from './payment-queue.ts';
import { observePayment, readEvents, pollUntilDecided } from './read-payment.ts';
import { postReceipt } from './receipts.ts';
import { createVippsCaller, type AnswerListener } from './vipps-call.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/** Vipps through the relay, with what only technicians and check-in admission need. */
export interface VippsGateway extends PaymentGateway {
  /** Kept in memory until `forgetCustomerToken`; without it no payment can be created. */
  rememberCustomerToken(reference: string, customerToken: string): void;
  /** What came of every call to Vipps. */
  onAnswer(listener: AnswerListener): void;
  /** The payment's own log, oldest first; undefined when it cannot be had. */
  getEvents(reference: string, signal: CancelSignal): Promise<readonly PaymentEvent[] | undefined>;
  /** Ends all trying and cuts what is in flight; every promise settles. */
  stop(): Promise<void>;
}

/** Runs work under the caller's signal and the gateway's own end, and knows what still runs. */
function createTaskGroup(): {
  readonly stopping: CancelSignal;
  run<Value>(signal: CancelSignal, work: (signal: CancelSignal) => Promise<Value>): Promise<Value>;
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    stopping: stopping.signal,
    run: (signal, work) => {
      const ending = new AbortController();
      const end = (): void => {
        ending.abort();
      };
      const ends = [signal, stopping.signal];
      if (ends.some((one) => one.aborted)) end();
      for (const one of ends) one.addEventListener('abort', end);
      const mine = work(ending.signal).finally(() => {
        for (const one of ends) one.removeEventListener('abort', end);
        running.delete(mine);
      });
      running.add(mine);
      return mine;
    },
    stop: async () => {
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}

/** One queue per payment, keys from the caller, definite answers only. */
export function createPaymentGateway(deps: GatewayDeps): VippsGateway {
  const tasks = createTaskGroup();
  const tokens = createCustomerTokens();
  const listeners = new Set<AnswerListener>();
  const onAnswer: AnswerListener = (reference, note) => {
    for (const listener of listeners) listener(reference, note);
  };
  const context: GatewayContext = {
    ...deps,
    tokens,
    caller: createVippsCaller({ ...deps, onAnswer }, tasks.stopping),
  };
  const queue = createPaymentQueue();

  function queued<Order extends { readonly reference: string }, Fact>(
    work: (context: GatewayContext, order: Order, signal: CancelSignal) => Promise<Fact>,
  ): (order: Order, signal: CancelSignal) => Promise<Fact> {
    return (order, signal) =>
      tasks.run(signal, (until) => queue.run(order.reference, () => work(context, order, until)));
  }

  return {
    onAnswer: (listener) => {
      listeners.add(listener);
    },
    rememberCustomerToken: (reference, customerToken) => {
      tokens.remember(reference, customerToken);
    },
    handOnCustomerToken: (from, to) => {
      const token = tokens.find(from);
      if (token !== undefined) tokens.remember(to, token);
    },
    forgetCustomerToken: (reference) => {
      tokens.forget(reference);
    },
    tryNow: (reference) => context.caller.tryNow(reference),
    createPayment: queued(createPayment),
    // Polling only reads: it must not hold up an order.
    watchPayment: (reference, signal, isUrgent) =>
      tasks.run(signal, (until) => pollUntilDecided(context, { reference, isUrgent }, until)),
    withdrawPayment: queued(withdrawPayment),
    capturePayment: queued(capturePayment),
    releasePayment: queued(releasePayment),
    observePayment: (reference, signal) =>
      tasks.run(signal, (until) =>
        queue.run(reference, () => observePayment(context, reference, until)),
      ),
    refundPayment: queued(refundPayment),
    postReceipt: queued(postReceipt),
    getEvents: (reference, signal) =>
      tasks.run(signal, (until) => readEvents(context, reference, until)),
    stop: () => tasks.stop(),
  };
}
