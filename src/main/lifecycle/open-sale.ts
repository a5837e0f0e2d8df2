import { reasonOf } from '#core/base/errors.ts';
import type { PaymentReference } from '#core/base/ids.ts';
import type { Clock } from '#core/base/ports.ts';
import {
  isLedgerEffect,
  type AskAgainEffect,
  type PaymentEffect,
  type SaleEffect,
} from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import type { StartedSale } from '#core/sale/state.ts';
import { createDeadlineTimers } from './deadline-timer.ts';
import { runMachineEffect, runPaymentEffect, type EffectPorts } from './run-effect.ts';

/** One running sale: its state, its deadlines and its calls in flight. */
export interface OpenSale {
  readonly sale: StartedSale;
  /** Takes the decided state and carries out its orders. */
  enter(state: StartedSale, effects: readonly SaleEffect[]): void;
  nextEndMs(): number | undefined;
  /** A call is in flight whose answer belongs to this sale. */
  isBusy(): boolean;
  end(): void;
}

type Deps = EffectPorts & {
  readonly clock: Clock;
  /** Begins another sale for the same customer. */
  readonly askAgain: (effect: AskAgainEffect) => void;
};

export function createOpenSale(
  deps: Deps,
  reference: PaymentReference,
  tell: (fact: SaleFact | undefined) => void,
): OpenSale {
  let current: StartedSale | undefined;
  let calls = new AbortController();
  let inFlight = 0;
  /** The latest GET of the payment. Answers to earlier ones are ignored. */
  let question = new AbortController();
  const timers = createDeadlineTimers(deps.clock, (deadline) => {
    tell({ kind: 'deadline.passed', deadline });
  });

  /** An earlier GET may show an older state of the payment, so its answer is ignored. */
  function ask(effect: PaymentEffect): void {
    question.abort();
    const mine = new AbortController();
    question = mine;
    const end = (): void => {
      mine.abort();
    };
    calls.signal.addEventListener('abort', end, { once: true });
    call(effect, mine.signal, () => question === mine);
  }

  function call(
    effect: PaymentEffect,
    signal: AbortSignal = calls.signal,
    isHeard: () => boolean = () => true,
  ): void {
    inFlight += 1;
    void runPaymentEffect(deps, effect, signal)
      .catch((error: unknown) => {
        deps.log.error('sale.order-failed', {
          reference,
          order: effect.kind,
          error: reasonOf(error),
        });
        return undefined;
      })
      .then((fact) => {
        inFlight -= 1;
        tell(isHeard() ? fact : undefined);
      });
  }

  function carryOut(effect: SaleEffect): void {
    // Written in the commit of the event.
    if (isLedgerEffect(effect)) return;
    switch (effect.kind) {
      case 'startDeadline':
        timers.start(effect.name, effect.afterMs);
        break;
      case 'offerSession':
      case 'endSession':
      case 'approveVend':
      case 'denyVend':
      case 'recoverMachine':
        void runMachineEffect(deps, effect).then(tell);
        break;
      case 'askAgain':
        deps.askAgain(effect);
        break;
      case 'alertOperator':
        deps.alerts.raise(effect);
        break;
      case 'watchPayment':
      case 'observePayment':
        ask(effect);
        break;
      default:
        call(effect);
    }
  }

  return {
    get sale(): StartedSale {
      if (current === undefined) throw new RangeError(`${reference} has not begun`);
      return current;
    },
    enter: (state, effects) => {
      if (current !== undefined && current.name !== state.name) {
        timers.cancelAll();
        // Ends the old state's retries. The answer to a call in flight still counts.
        calls.abort();
        calls = new AbortController();
      }
      current = state;
      effects.forEach(carryOut);
    },
    nextEndMs: () => timers.nextEndMs(),
    isBusy: () => inFlight > 0,
    end: () => {
      timers.cancelAll();
      calls.abort();
      question.abort();
    },
  };
}
