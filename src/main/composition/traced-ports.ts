import type { Tracing, Step } from '#core/base/tracing.ts';
import type { RelayEvent, RelayFeed } from '#core/payment/relay-feed.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { VendController, VendEvent } from '#core/vend/controller.ts';
import type { VippsGateway } from '../gateway/payment-gateway.ts';
import type { RelayHttp } from '../gateway/relay-http.ts';
import type { LineBytes } from '../vend/recording.ts';
import { createSaleTraces, type SaleTraces } from './sale-traces.ts';

/** Puts tracing around the kiosk's ports (docs/tracing.md). Without `tracing` in kiosk.json each stays as it is. */
export interface TracedPorts {
  readonly feed: (feed: RelayFeed) => RelayFeed;
  readonly http: (http: RelayHttp) => RelayHttp;
  readonly gateway: (gateway: VippsGateway) => VippsGateway;
  readonly machine: (machine: VendController) => VendController;
  readonly store: (store: SaleStore) => SaleStore;
  /** Some bytes went over the machine's line. */
  readonly onPiece: (piece: LineBytes) => void;
}

const asItIs = <Port>(port: Port): Port => port;
const UNTRACED: TracedPorts = {
  feed: asItIs,
  http: asItIs,
  gateway: asItIs,
  machine: asItIs,
  store: asItIs,
  onPiece: () => undefined,
};

interface Traces {
  readonly tracing: Tracing;
  readonly sales: SaleTraces;
}

/** A check-in begins the trace of a sale, or goes on with the relay's; a payment event joins it. */
function traceFeed(feed: RelayFeed, { tracing, sales }: Traces): RelayFeed {
  const listeners = new Set<(event: RelayEvent) => void>();
  const tell = (event: RelayEvent): void => {
    for (const listener of listeners) listener(event);
  };
  feed.onEvent((event) => {
    if (event.kind !== 'payment') {
      tell(event);
      return;
    }
    const { reference, fact, traceparent } = event;
    const about = { reference, fact: fact.kind };
    const from = sales.joined(reference, traceparent);
    tracing.follow({ name: 'payment event', kind: 'consumer', ...from, about }, () => {
      tell(event);
    });
  });
  return {
    onEvent: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    onCheckIn: (decide) => {
      feed.onCheckIn((checkIn) => {
        const { checkInId, traceparent: parent } = checkIn;
        const step = { name: 'check-in', kind: 'server', parent, about: { checkInId } } as const;
        return tracing.follow(step, (running) => {
          const answer = decide(checkIn);
          running.note({ accepted: answer.accepted, reason: answer.reason });
          return answer;
        });
      });
    },
    start: () => {
      feed.start();
    },
    stop: () => feed.stop(),
    reportAvailability: (presence) => {
      feed.reportAvailability(presence);
    },
    reportScansElsewhere: (withinMs) => {
      feed.reportScansElsewhere(withinMs);
    },
    raise: (alert) => {
      feed.raise(alert);
    },
  };
}

/** What is asked of the relay for a sale. */
function traceHttp(http: RelayHttp, { tracing }: Traces): RelayHttp {
  return {
    ...http,
    call: (call) => {
      if (tracing.current() === undefined) return http.call(call);
      const path = call.path.split('?', 1)[0];
      const about = { 'http.request.method': call.method, 'url.path': path };
      return tracing.follow(
        { name: 'call to the relay', kind: 'client', about },
        async (running) => {
          const answer = await http.call({ ...call, traceparent: tracing.current() });
          if (!answer.ok) running.fail(answer.error.code);
          else {
            const { status, relayRefusal } = answer.value;
            running.note({ 'http.response.status_code': status });
            if (relayRefusal !== undefined) running.fail(relayRefusal);
          }
          return answer;
        },
      );
    },
  };
}

/** Each order to Vipps, with all its attempts. */
function traceGateway(gateway: VippsGateway, { tracing, sales }: Traces): VippsGateway {
  const order = <Fact extends { readonly kind: string } | undefined>(
    name: string,
    reference: string,
    work: () => Promise<Fact>,
  ): Promise<Fact> =>
    tracing.follow({ name, parent: sales.parentOf(reference), about: { reference } }, (running) =>
      work().then((fact) => {
        running.note({ fact: fact?.kind ?? 'none' });
        return fact;
      }),
    );
  return {
    ...gateway,
    rememberCustomerToken: (reference, token) => {
      sales.begin(reference);
      gateway.rememberCustomerToken(reference, token);
    },
    handOnCustomerToken: (from, to) => {
      sales.handOn(from, to);
      gateway.handOnCustomerToken(from, to);
    },
    createPayment: (create, signal) =>
      order('createPayment', create.reference, () => gateway.createPayment(create, signal)),
    watchPayment: (reference, signal, isUrgent) =>
      order('watchPayment', reference, () => gateway.watchPayment(reference, signal, isUrgent)),
    withdrawPayment: (withdraw, signal) =>
      order('withdrawPayment', withdraw.reference, () => gateway.withdrawPayment(withdraw, signal)),
    capturePayment: (capture, signal) =>
      order('capturePayment', capture.reference, () => gateway.capturePayment(capture, signal)),
    refundPayment: (refund, signal) =>
      order('refundPayment', refund.reference, () => gateway.refundPayment(refund, signal)),
    releasePayment: (release, signal) =>
      order('releasePayment', release.reference, () => gateway.releasePayment(release, signal)),
    observePayment: (reference, signal) =>
      order('observePayment', reference, () => gateway.observePayment(reference, signal)),
    postReceipt: (receipt, signal) =>
      order('postReceipt', receipt.reference, () => gateway.postReceipt(receipt, signal)),
  };
}

/** Of what a machine tells, these move a sale. */
const TOLD: readonly VendEvent['kind'][] = [
  'selection',
  'vendResult',
  'approvalRefused',
  'sessionRefused',
  'sessionEnded',
];

function eventStep(event: VendEvent, parent: string): Step {
  const outcome = event.kind === 'vendResult' ? event.outcome : undefined;
  const by = event.kind === 'sessionEnded' ? event.by : undefined;
  return { name: `machine ${event.kind}`, parent, about: { outcome, by } };
}

/** Each order to the machine with the bytes that it sends, and what the machine tells of a sale. */
function createMachineTraces({ tracing, sales }: Traces): {
  readonly around: (machine: VendController) => VendController;
  readonly onPiece: (piece: LineBytes) => void;
} {
  /** The orders whose bytes are not on the line yet, the latest last. */
  const orders: string[] = [];

  function order<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    return tracing.follow({ name, parent: sales.parentOfActive() }, async () => {
      const mine = tracing.current() ?? '';
      orders.push(mine);
      try {
        return await work();
      } finally {
        orders.splice(orders.indexOf(mine), 1);
      }
    });
  }

  function around(machine: VendController): VendController {
    const listeners = new Set<(event: VendEvent) => void>();
    const tell = (event: VendEvent): void => {
      for (const listener of listeners) listener(event);
    };
    machine.onEvent((event) => {
      const parent = TOLD.includes(event.kind) ? sales.active() : undefined;
      if (parent === undefined) {
        tell(event);
        return;
      }
      tracing.follow(eventStep(event, parent), () => {
        tell(event);
      });
      if (event.kind === 'sessionEnded') sales.endActive();
    });
    return {
      get capabilities() {
        return machine.capabilities;
      },
      get controls() {
        return machine.controls;
      },
      onEvent: (listener) => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
      start: () => {
        machine.start();
      },
      stop: () => machine.stop(),
      offerSession: (creditMinor) => order('offerSession', () => machine.offerSession(creditMinor)),
      endSession: () => order('endSession', () => machine.endSession()),
      approve: (requestId, amountMinor) =>
        order('approveVend', () => machine.approve(requestId, amountMinor)),
      deny: (requestId, reason) => order('denyVend', () => machine.deny(requestId, reason)),
      rememberRequest: (request) => {
        machine.rememberRequest(request);
      },
      recover: () => order('recoverMachine', () => machine.recover()),
    };
  }

  return {
    around,
    onPiece: ({ direction, hex }) => {
      const parent = orders.at(-1);
      if (parent === undefined || direction === 'in') return;
      tracing.follow(
        { name: 'serial write', parent, about: { bytes: hex.length / 2 } },
        () => undefined,
      );
    },
  };
}

/** Each commit of a sale's journal. */
function traceStore(store: SaleStore, { tracing, sales }: Traces): SaleStore {
  return {
    ...store,
    commit: (entry) => {
      const { reference, event, state } = entry;
      const about = { reference, event: event.kind, state: state.name };
      const parent = sales.parentOf(reference);
      tracing.follow({ name: 'journal commit', parent, about }, () => {
        store.commit(entry);
      });
    },
  };
}

export function tracePorts(tracing: Tracing | undefined): TracedPorts {
  if (tracing === undefined) return UNTRACED;
  const traces = { tracing, sales: createSaleTraces(tracing) };
  const machines = createMachineTraces(traces);
  return {
    feed: (feed) => traceFeed(feed, traces),
    http: (http) => traceHttp(http, traces),
    gateway: (gateway) => traceGateway(gateway, traces),
    machine: machines.around,
    store: (store) => traceStore(store, traces),
    onPiece: machines.onPiece,
  };
}
