import type { RefillCallMap } from '#contract/ipc/topics/refill.ts';
import type { Slot } from '#core/slots/slot.ts';
import type { Clock } from '#core/base/ports.ts';
import { pickList, type PickLine } from '#core/refill/pick-list.ts';
import { planRefill, refillPatches, refillTotals, type RefillCount } from '#core/refill/refill.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import type { IpcError } from '#contract/ipc/call.ts';
import { localDay } from '../runtime/local-time.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface RefillDeps {
  readonly changes: AuditLog;
  readonly slots: () => readonly Slot[];
  readonly sticks: UsbSticks;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly machineId: string;
  /** As a file for spreadsheets. */
  readonly pickListText: (lines: readonly PickLine[]) => string;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

/** A sale may change the stock between reading and writing: then plan again, at most so often. */
const ATTEMPTS = 20;

type Saved = RefillCallMap['saveRefill']['output'];

/** The calls of Refill: what was filled, and the pick list. */
export function createRefillCalls(deps: RefillDeps): Handlers<RefillCallMap> {
  const { changes, slots, sticks, clock } = deps;

  function save(counts: readonly RefillCount[], by: string): Result<Saved, IpcError> {
    for (let attempt = 1; ; attempt += 1) {
      const planned = planRefill(slots(), counts);
      if (!planned.ok) return refuse(planned.error.code, planned.error.values);
      const totals = refillTotals(planned.value);
      const patches = refillPatches(planned.value);
      if (patches.length === 0) return ok({ ...totals, sequence: undefined });
      const applied = changes.apply({ kind: 'refill', by, patches });
      const isOvertaken = !applied.ok && applied.error === 'changed-meanwhile';
      if (isOvertaken && attempt < ATTEMPTS) continue;
      if (!applied.ok) return refuse(applied.error);
      deps.onChange();
      return ok({ ...totals, sequence: applied.value });
    }
  }

  return {
    saveRefill: ({ counts }, caller) => Promise.resolve(save(counts, nameOf(caller))),
    savePickList: async ({ stickId }, caller) => {
      const day = localDay(clock.nowMs());
      const name = `${deps.machineId}-pick-list-${day}.csv`;
      const content = deps.pickListText(pickList(slots()));
      const written = await sticks.write(stickId, { name, content });
      if (!written.ok) return answerOf(written);
      const detail = written.value;
      changes.apply({ kind: 'pickListSaved', by: nameOf(caller), patches: [], detail });
      return ok({ file: detail });
    },
  };
}
