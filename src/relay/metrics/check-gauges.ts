import { Gauge, type Registry } from 'prom-client';

/** What the relay's check of itself found last. */
export interface CheckStates {
  summary(): readonly {
    readonly check: string;
    /** Empty: it concerns the whole relay. */
    readonly salesUnit: string;
    readonly state: string;
  }[];
  finishedAtMs(): number | undefined;
}

const VALUES: Readonly<Record<string, number>> = { ok: 0, warning: 1, mustFix: 2 };
/** `unknown` and `notTried`. */
const NOT_KNOWN = -1;

/** The check as metrics: one value for each check and sales unit, and when the last one ended. */
export function createCheckGauges(registers: Registry[]): (states: CheckStates) => void {
  const state = new Gauge({
    name: 'vendskap_relay_check_state',
    help: 'What the relay check found: 0 ok, 1 warning, 2 must fix, -1 not known or not tried',
    labelNames: ['check', 'sales_unit'],
    registers,
  });
  const finished = new Gauge({
    name: 'vendskap_relay_check_finished_seconds',
    help: 'When the last relay check ended, Unix time; 0 before the first one',
    registers,
  });
  return (states) => {
    state.reset();
    for (const { check, salesUnit, state: found } of states.summary()) {
      state.set({ check, sales_unit: salesUnit }, VALUES[found] ?? NOT_KNOWN);
    }
    finished.set((states.finishedAtMs() ?? 0) / 1000);
  };
}
