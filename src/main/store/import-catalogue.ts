import type { FileSlot } from '#core/products/columns.ts';
import { planImport } from '#core/products/plan-import.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog, ChangeRefusal } from '#core/changes/audit-log.ts';
import type { MarketDay } from '#core/time/market-day.ts';
import type { PlacedSlot } from '#core/slots/slot.ts';

/** A sale may take from the stock between reading and writing: then it is planned anew. */
const ATTEMPTS = 20;

interface Import {
  readonly slots: readonly FileSlot[];
  readonly at: MarketDay;
  readonly by: string;
  /** The name of the file. */
  readonly detail: string;
}

/** Imports a catalogue file as one change. @returns its sequence; undefined: nothing was different */
export function importCatalogue(
  {
    placedSlots,
    changes,
  }: { readonly placedSlots: () => readonly PlacedSlot[]; readonly changes: AuditLog },
  { slots, at, by, detail }: Import,
): Result<number | undefined, ChangeRefusal> {
  for (let attempt = 1; ; attempt += 1) {
    const { patches } = planImport(placedSlots(), slots, at);
    if (patches.length === 0) return ok(undefined);
    const applied = changes.apply({ kind: 'import', by, patches, detail });
    const isOvertaken = !applied.ok && applied.error === 'changed-meanwhile';
    if (!isOvertaken || attempt === ATTEMPTS) return applied;
  }
}
