import { NOT_READY_REASONS } from '#core/kiosk/readiness.ts';
import { Gauge, type Registry } from 'prom-client';
import type { MachineStatus } from '../store/ports/fleet.ts';

/** Words of machines become labels: a machine that makes up words must not make up metrics. */
const MOST_WORDS = 30;
const QUANTILES = [0.5, 0.9, 0.99];

/** How many machines say each word; what is not `known`, or beyond `MOST_WORDS`, is `other`. */
function countWords(
  words: readonly string[],
  known?: readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) {
    const isTaken = known?.includes(word) ?? (counts.has(word) || counts.size < MOST_WORDS);
    const label = isTaken ? word : 'other';
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/**
 * Gauges of the machines that are connected to this process; the sum over all processes is the fleet.
 * @returns sets them
 */
export function createFleetGauges(
  registers: Registry[],
  prefix: string,
): (connected: readonly MachineStatus[]) => void {
  const gauge = <Label extends string>(name: string, help: string, label: Label): Gauge<Label> =>
    new Gauge({ name: prefix + name, help, registers, labelNames: [label] });
  const states = gauge('machines', 'Connected machines by what they do', 'state');
  const reasons = gauge('machines_not_ready', 'Connected machines by why not', 'reason');
  const faults = gauge('machines_with_fault', 'Connected machines by open fault', 'fault');
  const versions = gauge('machines_by_version', 'Connected machines by their kiosk', 'software');
  const trips = gauge('link_round_trip_ms', 'Round trips that machines measured', 'quantile');

  return (connected) => {
    for (const one of [states, reasons, faults, versions, trips]) one.reset();
    const doing = countWords(connected.map(({ state }) => state));
    for (const [state, count] of doing) states.set({ state }, count);
    const why = countWords(
      connected.flatMap((status) => status.reasons),
      NOT_READY_REASONS,
    );
    for (const [reason, count] of why) reasons.set({ reason }, count);
    const open = countWords(connected.flatMap((status) => [...new Set(status.faults)]));
    for (const [fault, count] of open) faults.set({ fault }, count);
    const kinds = countWords(connected.map(({ software }) => software));
    for (const [software, count] of kinds) versions.set({ software }, count);
    const times = connected.flatMap(({ roundTripMs }) => roundTripMs ?? []);
    times.sort((one, other) => one - other);
    for (const quantile of QUANTILES) {
      const time = times[Math.floor(times.length * quantile)];
      if (time !== undefined) trips.set({ quantile: String(quantile) }, time);
    }
  };
}
