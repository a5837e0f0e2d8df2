import { KioskError } from '#core/base/errors.ts';
import { isUpdateRing, UPDATE_RINGS } from '#core/update/manifest.ts';
import type { Clock } from '#core/base/ports.ts';
import { createAlertChannels } from '../alerts/alert-service.ts';
import { testAlerts } from '../alerts/test-alerts.ts';
import { readRelayConfig } from '../config/read-config.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import {
  addMachine,
  addMachines,
  newCode,
  removeMachine,
  replaceMachine,
  rotateMachine,
  type ManageDeps,
} from '../machines/manage-machines.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { createHttpClient, type HttpClient } from '../runtime/http-client.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { openStore } from '../store/open-store.ts';
import { createSalesUnits } from '../vipps/sales-units.ts';
import { listAllWebhooks, removeWebhook } from '../webhooks/manage-webhooks.ts';
import { listMachines, machineTable } from './fleet-list.ts';
import { readMachineList } from './machine-list.ts';
import { notUnderstood, print, required, type Arguments } from './arguments.ts';
import { usage } from './usage.ts';

interface CommandContext {
  readonly config: RelayConfig;
  readonly clock: Clock;
  readonly http: HttpClient;
}

/** Reads the configuration and opens an HTTP client for the time of one command. */
async function withContext(
  configPath: string,
  run: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const config = readRelayConfig(configPath);
  const clock = createSystemClock();
  const http = createHttpClient(clock);
  try {
    await run({ config, clock, http });
  } finally {
    await http.close();
  }
}

interface CommandDeps extends ManageDeps {
  readonly store: RelayStore;
}

/** A table for a person at a terminal; JSON, a line each, for a program, as ever. */
async function printMachines({ store, clock }: CommandDeps, isJson: boolean): Promise<void> {
  const machines = await listMachines(store, clock.nowMs());
  if (process.stdout.isTTY && !isJson) process.stdout.write(machineTable(machines));
  else for (const machine of machines) print(machine);
}

/** What is done to one machine; the answer is printed. */
const MACHINE_VERBS: Readonly<
  Record<
    string,
    (deps: ManageDeps, machineId: string, options: Arguments['options']) => Promise<unknown>
  >
> = {
  add: (deps, machineId, options) =>
    addMachine(deps, {
      machineId,
      salesUnit: required(options['sales-unit'], '--sales-unit', '--sales-unit 123456'),
      location: required(options.location, '--location', '--location "Canteen A"'),
    }),
  code: newCode,
  replace: replaceMachine,
  rotate: rotateMachine,
  remove: removeMachine,
};

/** Which versions a machine is offered: `machine ring vm-0001 early`. */
async function setRing(
  { store }: CommandDeps,
  [machineId, ring, surplus]: readonly string[],
): Promise<void> {
  const id = required(machineId, 'The machine id', 'machine ring vm-0001 early');
  const word = required(ring, 'The ring', `machine ring ${id} test, early or all`);
  if (surplus !== undefined) throw notUnderstood(surplus);
  if (!isUpdateRing(word)) {
    const rings = UPDATE_RINGS.join(', ');
    throw new KioskError('input/invalid', `“${word}” is not a ring: say one of ${rings}.`);
  }
  if ((await store.machines.find(id)) === undefined) {
    throw new KioskError('input/invalid', `There is no machine “${id}”.`);
  }
  await store.updateRings.save(id, word);
  print({ machineId: id, ring: word });
}

async function manageMachine(deps: CommandDeps, { words, options }: Arguments): Promise<void> {
  const [verb = '', id, surplus] = words;
  if (verb === 'add' && id === undefined && options.file !== undefined) {
    await addMachines(deps, readMachineList(options.file), print);
    return;
  }
  if (verb === 'list' && id === undefined) {
    await printMachines(deps, options.json === true);
    return;
  }
  if (verb === 'ring') {
    await setRing(deps, words.slice(1));
    return;
  }
  const manage = MACHINE_VERBS[verb];
  if (manage === undefined) throw usage('machine');
  const machineId = required(id, 'The machine id', `machine ${verb} vm-0001`);
  if (surplus !== undefined) throw notUnderstood(surplus);
  const answer = await manage(deps, machineId, options);
  if (answer !== undefined) print(answer);
}

/** `machine add | list | code | replace | rotate | remove` */
export function machineCommand(configPath: string, typed: Arguments): Promise<void> {
  return withContext(configPath, async ({ config, clock, http }) => {
    const store = await openStore(config.database);
    try {
      const units = createSalesUnits(config, { http, clock });
      await manageMachine({ store, units, clock }, typed);
    } finally {
      await store.close();
    }
  });
}

/** `webhook list | remove` */
export function webhookCommand(configPath: string, { words }: Arguments): Promise<void> {
  const [verb, id, surplus] = words;
  const isList = verb === 'list' && id === undefined;
  if (!isList && (verb !== 'remove' || surplus !== undefined)) throw usage('webhook');
  return withContext(configPath, async ({ config, clock, http }) => {
    const units = createSalesUnits(config, { http, clock });
    if (!isList)
      print(
        await removeWebhook(
          units,
          required(id, 'The id of the registration', 'the id that webhook list shows'),
        ),
      );
    else for (const one of await listAllWebhooks(units)) print(one);
  });
}

/** `alert test` */
export function alertCommand(configPath: string, { words }: Arguments): Promise<void> {
  if (words.join(' ') !== 'test') throw usage('alert');
  return withContext(configPath, async ({ config, clock, http }) => {
    const results = await testAlerts(createAlertChannels(config, http), clock.nowMs());
    print(results);
    const failed = Object.values(results).find((result) => result !== 'delivered');
    if (failed !== undefined) throw new KioskError('gateway/unreachable', failed);
  });
}
