import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  freePort,
  HEADLESS,
  json,
  launch,
  RELAY,
  runWell,
  SIMULATOR,
  type LaunchOptions,
  type Program,
} from './programs.ts';

/** A simulator, a relay and an enrolled machine with products, as real programs with real files. */
export interface Installation {
  readonly folder: string;
  readonly dataDir: string;
  readonly configPath: string;
  readonly relayUrl: string;
  readonly simulatorUrl: string;
  readonly machinePath: string;
  readonly simulator: Program;
  readonly relay: Program;
  readonly startRelay: () => Promise<Program>;
  /** Starts the kiosk without its window; `statusPort` serves its status. */
  readonly startKiosk: () => Promise<Program & { readonly statusPort: number }>;
  /** Runs a command of the machine (`settings set …`) on its data. @returns its stdout */
  readonly command: (...words: readonly string[]) => Promise<string>;
  /** Reads `state`, `ledger` or `transcript` from the simulator. */
  readonly ask: <Answer>(what: string) => Promise<Answer>;
  /** Posts to a control endpoint of the simulator. */
  readonly control: <Answer>(verb: string, body?: unknown) => Promise<Answer>;
  /** Stops every program, last started first. */
  readonly stop: () => Promise<void>;
}

export type Driver = 'qibixx' | 'xy';

export interface InstallationOptions {
  readonly folder: string;
  readonly machineId: string;
  /** The machine's controller. */
  readonly driver: Driver;
  readonly sessionMode?: 'authorise-first' | 'always-idle';
  /** More arguments for the simulator. */
  readonly simulator?: readonly string[];
  /** Where the kiosk reaches the machine, if not at the simulator's own path. */
  readonly pathOf?: (machinePath: string) => string;
  /** Where the kiosk reaches the relay, if not at its own URL. */
  readonly relayUrlOf?: (relayUrl: string) => string;
  /** More fields for the sales unit in `relay.json`. */
  readonly salesUnit?: Readonly<Record<string, unknown>>;
  /** The products as a CSV file; undefined: the kiosk already has them. */
  readonly catalogue?: (simulatorUrl: string) => Promise<string> | string;
  readonly onStderr?: (text: string) => void;
}

/** `relay.json` for the simulator's sales unit. */
function relayConfig(
  simulator: Program['said'],
  port: number,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const { merchantSerialNumber, market, ...keys } = Object(simulator['salesUnit']);
  const vipps = { baseUrl: simulator['url'], ...keys };
  return JSON.stringify({
    listen: { host: '127.0.0.1', port },
    publicUrl: `http://127.0.0.1:${String(port)}`,
    database: 'sqlite:relay.db',
    salesUnits: [{ merchantSerialNumber, market, vipps, maxAmountCap: 20_000, ...more }],
  });
}

export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { folder, machineId, driver, sessionMode = 'authorise-first', onStderr } = options;
  const launchOptions: LaunchOptions = onStderr === undefined ? {} : { onStderr };
  const dataDir = join(folder, 'kiosk');
  const configPath = join(folder, 'relay.json');
  const programs: Program[] = [];
  const start = async (args: readonly string[]): Promise<Program> => {
    const program = await launch(args, launchOptions);
    programs.push(program);
    return program;
  };
  const command = (...words: readonly string[]): Promise<string> =>
    runWell([HEADLESS, ...words, '--data-dir', dataDir]);
  const startRelay = (): Promise<Program> => start([RELAY, 'serve', '--config', configPath]);

  async function addMachine(): Promise<string> {
    const unit: { merchantSerialNumber: string } = Object(simulator.said['salesUnit']);
    const sells = ['--sales-unit', unit.merchantSerialNumber, '--location', 'Canteen A'];
    const added = [RELAY, 'machine', 'add', machineId, ...sells, '--config', configPath];
    const { enrolmentCode }: { enrolmentCode: string } = JSON.parse(await runWell(added));
    return enrolmentCode;
  }

  async function bringCatalogue(): Promise<void> {
    if (options.catalogue === undefined) return;
    const file = join(folder, 'catalogue.csv');
    writeFileSync(file, await options.catalogue(simulatorUrl));
    await command('catalogue', 'import', file);
  }

  const simulator = await start([SIMULATOR, '--machine', driver, ...(options.simulator ?? [])]);
  const simulatorUrl = String(simulator.said['url']);
  const said = String(simulator.said['machinePath']);
  const machinePath = options.pathOf?.(said) ?? said;
  const port = await freePort();
  const relayUrl = `http://127.0.0.1:${String(port)}`;
  writeFileSync(configPath, relayConfig(simulator.said, port, options.salesUnit), { mode: 0o600 });
  const relay = await startRelay();
  const hardware = ['--driver', driver, '--path', machinePath, '--session-mode', sessionMode];
  const reached = options.relayUrlOf?.(relayUrl) ?? relayUrl;
  await command('enrol', '--relay', reached, '--code', await addMachine(), ...hardware);
  await bringCatalogue();

  return {
    ...{ folder, dataDir, configPath, relayUrl, simulatorUrl, machinePath, simulator, relay },
    startRelay,
    command,
    ask: (what) => json(`${simulatorUrl}/control/${what}`),
    control: (verb, body = {}) =>
      json(`${simulatorUrl}/control/${verb}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    startKiosk: async () => {
      const statusPort = await freePort();
      const where = ['--data-dir', dataDir, '--status-port', String(statusPort)];
      return { ...(await start([HEADLESS, 'run', ...where])), statusPort };
    },
    stop: async () => {
      for (const program of [...programs].reverse()) await program.stop();
    },
  };
}
