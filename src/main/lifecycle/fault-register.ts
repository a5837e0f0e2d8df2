import { reasonOf } from '#core/base/errors.ts';
import { FAULTS, type Fault, type FaultCode } from '#core/vend/fault.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { FaultReport, MachineStore } from '#core/store/machine-store.ts';
import { createWriteLaterQueue } from './write-later-queue.ts';

type Report = Omit<FaultReport, 'atMs'>;

/** The open faults. Each is opened once and closed once, and opened anew when it comes back. */
export interface FaultRegister {
  open(): readonly Fault[];
  isOpen(code: FaultCode): boolean;
  /** A fault that is there. Repeating it changes nothing. */
  raise(report: Report): void;
  /** Its cause has gone. A latched fault stays until a person clears it. */
  causeGone(code: FaultCode): void;
  /** A technician has repaired it. */
  clear(code: FaultCode): void;
  /** What is in the store has changed. */
  reread(): void;
  stop(): void;
}

export function createFaultRegister(deps: {
  readonly store: MachineStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}): FaultRegister {
  const { store, clock, log } = deps;
  const unwritten = createWriteLaterQueue<Report>({ clock, write, onEmpty: reread });
  let open = store.openFaults();

  function reread(): void {
    open = store.openFaults();
    deps.onChange();
  }

  function isKnown({ code, item }: Report): boolean {
    return [...open, ...unwritten.items()].some(
      (fault) => fault.code === code && fault.item === item,
    );
  }

  function write(report: Report): boolean {
    try {
      store.raise({ ...report, atMs: clock.nowMs() });
      return true;
    } catch (error) {
      const reason = reasonOf(error);
      log.error('machine.fault-not-kept', { ...report, reason });
      return false;
    }
  }

  function close(code: FaultCode): void {
    for (const fault of open) {
      if (fault.code === code) store.close({ code, item: fault.item }, clock.nowMs());
    }
    log.info('machine.fault-cleared', { code });
    reread();
  }

  return {
    open: () => open,
    isOpen: (code) => [...open, ...unwritten.items()].some((fault) => fault.code === code),
    raise: (report) => {
      if (isKnown(report)) return;
      log.warn('machine.fault', { ...report, eva: FAULTS[report.code].eva });
      if (write(report)) reread();
      else unwritten.add(report);
    },
    causeGone: (code) => {
      if (!FAULTS[code].isLatched && open.some((fault) => fault.code === code)) close(code);
    },
    clear: close,
    reread,
    stop: () => {
      unwritten.stop();
    },
  };
}
