import type { FileOnStick, ProductsCallMap } from '#contract/ipc/topics/products.ts';
import type { FileSlot } from '#core/products/columns.ts';
import type { FileFault } from '#core/products/file-fault.ts';
import { lookAlikesIn } from '#core/slots/selection-name.ts';
import type { ImportPlan } from '#core/products/plan-import.ts';
import type { Clock } from '#core/base/ports.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog, ChangeRefusal } from '#core/changes/audit-log.ts';
import type { UsbFault, UsbSticks } from '#core/usb/usb.ts';
import { createHash } from 'node:crypto';
import { localDay } from '../runtime/local-time.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

/** Imports catalogue files and exports them. */
export interface CatalogueFiles {
  readonly mostBytes: number;
  read(bytes: Uint8Array): Result<readonly FileSlot[], readonly FileFault[]>;
  plan(slots: readonly FileSlot[]): ImportPlan;
  /** Imports as one change. Undefined: nothing was different. */
  bring(
    slots: readonly FileSlot[],
    said: { readonly by: string; readonly detail: string },
  ): Result<number | undefined, ChangeRefusal>;
  text(): string;
}

interface ProductsDeps {
  readonly files: CatalogueFiles;
  readonly changes: AuditLog;
  readonly sticks: UsbSticks;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly machineId: string;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

interface ReadFile {
  readonly fingerprint: string;
  readonly slots: Result<readonly FileSlot[], readonly FileFault[]>;
}

/** How many faults the screen shows; a file with more is no product list. */
const SHOWN_FAULTS = 2_000;

/** The calls of Product list: from and to a stick. */
export function createProductsCalls(deps: ProductsDeps): Handlers<ProductsCallMap> {
  const { files, changes, sticks, clock } = deps;

  async function readFile({ stickId, name }: FileOnStick): Promise<Result<ReadFile, UsbFault>> {
    const bytes = await sticks.read(stickId, { name, mostBytes: files.mostBytes });
    if (!bytes.ok) return bytes;
    const fingerprint = createHash('sha256').update(bytes.value).digest('hex');
    return ok({ fingerprint, slots: files.read(bytes.value) });
  }

  return {
    previewImport: async (which) => {
      const file = await readFile(which);
      if (!file.ok) return answerOf(file);
      const { slots, fingerprint } = file.value;
      if (!slots.ok) {
        const faults = slots.error.slice(0, SHOWN_FAULTS);
        return ok({ isFine: false, faults, faultCount: slots.error.length });
      }
      const { rows, sameCount } = files.plan(slots.value);
      const lookAlikes = lookAlikesIn(slots.value.map(({ selection }) => selection));
      return ok({ isFine: true, fingerprint, rows, sameCount, lookAlikes });
    },
    importProducts: async ({ fingerprint, ...which }, caller) => {
      const file = await readFile(which);
      if (!file.ok) return answerOf(file);
      if (file.value.fingerprint !== fingerprint) return refuse('file-changed');
      const { slots } = file.value;
      if (!slots.ok) return refuse('file-faulty');
      const done = files.bring(slots.value, { by: nameOf(caller), detail: which.name });
      if (!done.ok) return refuse(done.error);
      deps.onChange();
      return ok({ sequence: done.value });
    },
    exportProducts: async ({ stickId }, caller) => {
      const day = localDay(clock.nowMs());
      const name = `${deps.machineId}-products-${day}.csv`;
      const written = await sticks.write(stickId, { name, content: files.text() });
      if (!written.ok) return answerOf(written);
      const detail = written.value;
      changes.apply({ kind: 'catalogueExported', by: nameOf(caller), patches: [], detail });
      return ok({ file: detail });
    },
  };
}
