import { reasonOf } from '#core/base/errors.ts';
import { isPaymentReference } from '#core/base/ids.ts';
import type { PaymentGateway } from '#core/payment/payment-gateway.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { refundProblem } from '#core/sale/transitions/refunding.ts';
import type { StartedSale } from '#core/sale/state.ts';
import type { MachineOrder } from '#core/vend/machine-order.ts';
import type {
  OperatorCommand,
  OperatorCommands,
  QueuedCommand,
} from '#core/store/operator-commands.ts';
import type { Runner } from './runner.ts';
import type { ScanCommand } from './technician-scans.ts';

/** How often the queue is polled: a person waits for the answer. */
export const POLL_EVERY_MS = 500;

const SERVICE_COMMANDS: ReadonlySet<OperatorCommand['kind']> = new Set([
  'service',
  'proof',
  'testSale',
]);

type CommandOf<Kind extends OperatorCommand['kind']> = Extract<OperatorCommand, { kind: Kind }>;
type SaleCommand = CommandOf<'refund' | 'resolve' | 'tryAgain'>;

interface CommandQueueDeps {
  readonly commands: OperatorCommands;
  readonly runner: Runner;
  readonly gateway: Pick<PaymentGateway, 'tryNow'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Service mode begins or ends. */
  readonly onService: (isOn: boolean) => void;
  /** A technician's scan is awaited, or not any more. `done`, or why not. */
  readonly onScan: (order: ScanCommand) => string;
  /** `done`, or why not. */
  readonly onMachine: (order: MachineOrder) => Promise<string>;
}

/** Carries out the commands that people give on the screen or on a command line. */
export interface OperatorCommandQueue {
  start(): void;
  /** Leaves an order and takes it at once. The answer: `done`, or why not. */
  give(queued: QueuedCommand): Promise<string>;
  stop(): void;
}

export function createOperatorCommandQueue(deps: CommandQueueDeps): OperatorCommandQueue {
  const { commands: orders, runner, clock, log, onService, onScan, onMachine } = deps;
  const waiting = new Map<string, (answer: string) => void>();
  let cancel: () => void = () => undefined;
  let isStopped = false;
  let polling = Promise.resolve();

  function carryOut({ id, order }: QueuedCommand): string | Promise<string> {
    if (order.kind === 'service') {
      onService(order.isOn);
      return 'done';
    }
    if (order.kind === 'proof' || order.kind === 'testSale') return onScan(order);
    return order.kind === 'machine' ? onMachine(order.order) : aboutSale(id, order);
  }

  function aboutSale(id: string, order: SaleCommand): string {
    const { reference } = order;
    const sale = isPaymentReference(reference) ? runner.saleOf(reference) : undefined;
    if (sale === undefined || sale.name === 'idle') return 'no-such-sale';
    if (order.kind === 'tryAgain')
      return deps.gateway.tryNow(sale.reference) ? 'done' : 'nothing-to-try';
    return order.kind === 'resolve' ? decide(sale, order) : refund(id, sale, order);
  }

  function decide(sale: StartedSale, { decision }: CommandOf<'resolve'>): string {
    if (sale.name !== 'held') return 'nothing-to-decide';
    return runner.dispatch(sale.reference, { kind: 'technician.resolved', decision })
      ? 'done'
      : 'store-unwritable';
  }

  function refund(id: string, sale: StartedSale, order: CommandOf<'refund'>): string {
    const left = sale.aggregate.capturedMinor - sale.aggregate.refundedMinor;
    const { reason, by, amountMinor = left } = order;
    const wanted = { refundId: id, amountMinor, reason, by };
    const problem = refundProblem(sale, wanted);
    if (problem === 'already-done') return 'done';
    if (problem !== undefined) return problem;
    return runner.dispatch(sale.reference, { kind: 'refund.requested', refund: wanted })
      ? 'done'
      : 'store-unwritable';
  }

  async function takeAll(): Promise<void> {
    try {
      for (const queued of orders.waiting()) {
        const answer = await carryOut(queued);
        if (isStopped) return;
        orders.answer(queued.id, answer);
        waiting.get(queued.id)?.(answer);
        waiting.delete(queued.id);
        log.info('service.command', { ...queued, answer });
      }
    } catch (error) {
      const reason = reasonOf(error);
      log.error('service.command-failed', { reason });
    }
  }

  /** One poll at a time, so that no command is carried out twice. */
  function poll(): void {
    cancel();
    polling = polling.then(takeAll).then(() => {
      cancel();
      if (!isStopped) cancel = clock.setTimer(POLL_EVERY_MS, poll);
    });
  }

  /** Service commands from before a restart are dropped: nobody may be at the machine to end them. */
  function dropServiceCommands(): void {
    try {
      for (const { id, order } of orders.waiting()) {
        if (SERVICE_COMMANDS.has(order.kind)) orders.answer(id, 'started-anew');
      }
    } catch (error) {
      const reason = reasonOf(error);
      log.error('service.old-commands-not-dropped', { reason });
    }
  }

  return {
    start: () => {
      dropServiceCommands();
      poll();
    },
    give: (queued) => {
      try {
        orders.queue(queued, clock.nowMs());
      } catch {
        return Promise.resolve('store-unwritable');
      }
      const answer = new Promise<string>((resolve) => waiting.set(queued.id, resolve));
      poll();
      return answer;
    },
    stop: () => {
      isStopped = true;
      cancel();
      for (const answer of waiting.values()) answer('stopping');
      waiting.clear();
    },
  };
}
