import {
  HEARTBEAT_SECONDS,
  silenceLimitMs,
  WHOLE_HEARTBEAT_EVERY_MS,
} from '#contract/relay/heartbeat.ts';
import type { FleetEntry } from '../store/ports/fleet.ts';
import type { Machine } from '../store/ports/machines.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';

/** A connected machine says something so often. A relay that died wrote no end of its links. */
const CONNECTED_FOR_MS = WHOLE_HEARTBEAT_EVERY_MS + silenceLimitMs(HEARTBEAT_SECONDS.most);

/** One line of `machine list`: the machine, and what it last told (null: it never connected). Times in ISO 8601. */
export interface ListedMachine extends Machine {
  readonly status: {
    readonly isConnected: boolean;
    readonly since: string;
    readonly state: FleetEntry['state'];
    readonly reasons: readonly string[];
    readonly faults: readonly string[];
    readonly software: string;
    readonly driver: string;
    readonly lastSaleAt: string | null;
    readonly roundTripMs: number | null;
    readonly connects: number;
    readonly heardAt: string | null;
  } | null;
}

function iso(ms: number | undefined): string | null {
  return ms === undefined || ms === 0 ? null : new Date(ms).toISOString();
}

function statusOf(entry: FleetEntry, nowMs: number): NonNullable<ListedMachine['status']> {
  const { state, reasons, faults, software, driver, connects, heardAtMs, sinceMs } = entry;
  const lastWordMs = Math.max(heardAtMs, sinceMs);
  return {
    isConnected: entry.isConnected && nowMs - lastWordMs < CONNECTED_FOR_MS,
    since: new Date(sinceMs).toISOString(),
    ...{ state, reasons, faults, software, driver, connects },
    lastSaleAt: iso(entry.lastSaleAtMs),
    roundTripMs: entry.roundTripMs ?? null,
    heardAt: iso(heardAtMs),
  };
}

/** Every machine, by its id. */
export async function listMachines(
  { machines, fleet }: Pick<RelayStore, 'machines' | 'fleet'>,
  nowMs: number,
): Promise<readonly ListedMachine[]> {
  const entries = new Map((await fleet.list()).map((entry) => [entry.machineId, entry]));
  return (await machines.list()).map((machine) => {
    const entry = entries.get(machine.machineId);
    return { ...machine, status: entry === undefined ? null : statusOf(entry, nowMs) };
  });
}

const HEADS = [
  'Machine',
  'Location',
  'State',
  'Since (UTC)',
  'Software',
  'Last sale (UTC)',
  'Round trip',
];

function minuteOf(time: string | null): string {
  return time === null ? '-' : time.slice(0, 16).replace('T', ' ');
}

function stateOf({ isEnrolled, status }: ListedMachine): string {
  if (!isEnrolled) return 'not enrolled';
  if (status === null) return 'never connected';
  if (!status.isConnected) return 'away';
  const { state, reasons } = status;
  return reasons.length === 0 ? state : reasons.join(', ');
}

/** The machines as a table for a person, a line each. */
export function machineTable(machines: readonly ListedMachine[]): string {
  const rows = machines.map((machine) => {
    const { machineId, location, status } = machine;
    const trip = status?.roundTripMs ?? null;
    return [
      ...[machineId, location, stateOf(machine), minuteOf(status?.since ?? null)],
      ...[status?.software ?? '-', minuteOf(status?.lastSaleAt ?? null)],
      trip === null ? '-' : `${String(Math.round(trip))} ms`,
    ];
  });
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [HEADS, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
