import { freePort, launch, RELAY, type Program } from '../../scripts/programs.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { usageOf, type Usage } from './usage.ts';

export const SALES_UNIT = '900001';

/** One relay process that can die and be started again at the same address. */
export interface RelayProcess {
  readonly url: string;
  readonly configPath: string;
  pid(): number | undefined;
  start(): Promise<void>;
  stop(signal: NodeJS.Signals): Promise<void>;
  /** The exit codes of its lives that ended with SIGTERM. */
  exits(): readonly (number | null)[];
  /** Whether a load balancer that asks `/ready` once a second sends anybody here. */
  takesNew(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** Notes what it has used; call it now and then, because a killed process tells nothing. */
  sample(): void;
  /** Over all its lives. */
  usage(): Usage & { readonly mostMemoryMb: number; readonly starts: number };
  /** The end of its last words. */
  stderr(): string;
}

export interface RelaySettings {
  readonly folder: string;
  readonly vippsUrl: string;
  /** As in relay.json. */
  readonly database: string;
  readonly publicUrl: string;
  readonly port: number;
  readonly name: string;
}

const LONGEST_WORDS = 20_000;
/** Until a load balancer has noticed that a process is about to stop. */
const NOTICED_AFTER_MS = 1_000;

function writeConfig({ folder, vippsUrl, database, publicUrl, port, name }: RelaySettings): string {
  const keys = { clientId: 'load', clientSecret: 'load', subscriptionKey: 'load' };
  const unit = {
    merchantSerialNumber: SALES_UNIT,
    market: 'NO',
    vipps: { baseUrl: vippsUrl, ...keys },
    maxAmountCap: 20_000,
  };
  const config = {
    listen: { host: '127.0.0.1', port },
    publicUrl,
    database,
    salesUnits: [unit],
  };
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

function createRelayProcess(settings: RelaySettings): RelayProcess {
  const configPath = writeConfig(settings);
  let program: Program | undefined;
  let words = '';
  let leavesAtMs = Infinity;
  const exits: (number | null)[] = [];
  let starts = 0;
  let mostMemoryMb = 0;
  /** Of the lives that have ended. */
  let earlierCpuMs = 0;
  let latest: Usage = { cpuMs: 0, memoryMb: 0 };

  const sample = (): void => {
    const usage = usageOf(program?.child.pid);
    if (usage === undefined) return;
    latest = usage;
    mostMemoryMb = Math.max(mostMemoryMb, usage.memoryMb);
  };

  return {
    url: `http://127.0.0.1:${String(settings.port)}`,
    configPath,
    pid: () => program?.child.pid,
    start: async () => {
      program = await launch([RELAY, 'serve', '--config', configPath], {
        onStderr: (text) => {
          words = (words + text).slice(-LONGEST_WORDS);
        },
      });
      leavesAtMs = Infinity;
      starts += 1;
    },
    exits: () => exits,
    takesNew: () => performance.now() < leavesAtMs,
    stop: async (signal) => {
      sample();
      const ending = program;
      program = undefined;
      if (signal === 'SIGTERM') leavesAtMs = performance.now() + NOTICED_AFTER_MS;
      earlierCpuMs += latest.cpuMs;
      latest = { cpuMs: 0, memoryMb: latest.memoryMb };
      const code = await ending?.stop(signal);
      if (signal === 'SIGTERM' && code !== undefined) exits.push(code);
    },
    signal: (signal) => {
      program?.child.kill(signal);
    },
    sample,
    usage: () => ({
      cpuMs: earlierCpuMs + latest.cpuMs,
      memoryMb: latest.memoryMb,
      mostMemoryMb,
      starts,
    }),
    stderr: () => words,
  };
}

/** Starts `count` relay processes on one database, behind one public address. */
export async function startRelays(
  count: number,
  settings: Pick<RelaySettings, 'folder' | 'vippsUrl' | 'database'>,
): Promise<readonly RelayProcess[]> {
  const relays: RelayProcess[] = [];
  const publicUrl = 'http://127.0.0.1:8080';
  for (let number = 1; number <= count; number += 1) {
    const port = await freePort();
    const name = `relay-${String(number)}`;
    relays.push(createRelayProcess({ ...settings, publicUrl, port, name }));
  }
  try {
    // The first one migrates the database.
    for (const relay of relays) await relay.start();
  } catch (error) {
    for (const relay of relays) await relay.stop('SIGTERM');
    throw error;
  }
  return relays;
}
