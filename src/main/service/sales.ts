import type { IpcError } from '#contract/ipc/call.ts';
import { REFUSAL_CODES } from '#contract/ipc/refusals.ts';
import type { SalesCallMap } from '#contract/ipc/topics/sales.ts';
import type { ReadExported } from '#core/sales/exported-sale.ts';
import type { SaleSearch } from '#core/sales/sale-query.ts';
import { timelineOf } from '#core/sales/timeline.ts';
import type { Clock } from '#core/base/ports.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog, ChangeKind } from '#core/changes/audit-log.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import { localDay } from '../runtime/local-time.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';
import { salesText } from './sales-text.ts';

interface SalesDeps {
  readonly machineId: string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly sticks: UsbSticks;
  readonly readExported: ReadExported;
  readonly saleSearch: SaleSearch;
  readonly changes: AuditLog;
  /** `done`, or why not. */
  readonly giveCommand: (order: OperatorCommand) => Promise<string>;
}

interface Ordered {
  readonly order: Extract<OperatorCommand, { readonly kind: 'refund' | 'resolve' | 'tryAgain' }>;
  readonly kind: ChangeKind;
  readonly by: string;
  readonly detail: string;
}

/** The calls of Sales: find and read sales, refund, decide, try again. */
export function createSalesCalls(deps: SalesDeps): Handlers<SalesCallMap> {
  const { saleSearch: books, changes } = deps;

  /** Writes the audit log first: no money moves without a name. */
  async function carryOut(ordered: Ordered): Promise<Result<null, IpcError>> {
    const { order, kind, by, detail } = ordered;
    if (books.find(order.reference) === undefined) return refuse('no-such-sale');
    const noted = changes.apply({ kind, by, patches: [], detail });
    if (!noted.ok) return refuse(noted.error);
    const answer = await deps.giveCommand(order);
    if (answer === 'done') return ok(null);
    const code = REFUSAL_CODES.find((known) => known === answer);
    return refuse(code ?? 'no-answer');
  }

  return {
    findSales: ({ filter, after, limit }) => Promise.resolve(ok(books.page(filter, after, limit))),
    getSale: ({ reference }) => {
      const sale = books.find(reference);
      if (sale === undefined) return Promise.resolve(refuse('no-such-sale'));
      return Promise.resolve(
        ok({ sale, steps: timelineOf(books.eventsOf(reference), books.notesOf(reference)) }),
      );
    },
    refundSale: ({ reference, amountMinor, reason }, caller) => {
      const by = nameOf(caller);
      return carryOut({
        order: { kind: 'refund', reference, amountMinor, reason, by },
        kind: 'refundOrdered',
        by,
        detail: `${reference}: ${reason}`,
      });
    },
    decideSale: ({ reference, decision }, caller) =>
      carryOut({
        order: { kind: 'resolve', reference, decision },
        kind: 'saleDecided',
        by: nameOf(caller),
        detail: `${reference}: ${decision}`,
      }),
    trySaleAgain: ({ reference }, caller) =>
      carryOut({
        order: { kind: 'tryAgain', reference },
        kind: 'saleTriedAgain',
        by: nameOf(caller),
        detail: reference,
      }),
    exportSales: async ({ stickId, format }, caller) => {
      const day = localDay(deps.clock.nowMs());
      const name = `${deps.machineId}-sales-${day}.${format}`;
      const written = await deps.sticks.write(stickId, {
        name,
        content: salesText(deps.readExported, format),
      });
      if (!written.ok) return answerOf(written);
      const detail = written.value;
      changes.apply({ kind: 'salesExported', by: nameOf(caller), patches: [], detail });
      return ok({ name: detail });
    },
  };
}
