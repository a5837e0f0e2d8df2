import { reasonOf } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import { exposedFiles, readRelayConfig } from '../config/read-config.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { countOf, judge, type Finding } from '../operator/finding.ts';
import { openQuestions } from '../operator/open-questions.ts';
import { createReach } from '../operator/reach.ts';
import { jsonOf, textOf } from '../operator/report.ts';
import { runChecks } from '../operator/run-checks.ts';
import { createSurroundings } from '../operator/surroundings.ts';
import { openTestListener } from '../operator/test-listener.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { createHttpClient } from '../runtime/http-client.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { openStore, schemaStateOf } from '../store/open-store.ts';
import { createSalesUnits } from '../vipps/sales-units.ts';
import { notUnderstood, print, type Arguments } from './arguments.ts';

const database = judge('database');

interface OpenedDatabase {
  readonly finding: Finding;
  readonly store: RelayStore | undefined;
}

/** Opens the database only when that changes nothing in it. */
async function openDatabase(
  { database: address }: RelayConfig,
  clock: Clock,
): Promise<OpenedDatabase> {
  try {
    const { version, newest } = await schemaStateOf(address);
    if (version === undefined) {
      const sentence = `There is no database yet: the relay makes it when it starts for the first time.`;
      return { finding: database('warning', sentence), store: undefined };
    }
    if (version < newest) {
      const sentence = `The database has schema ${String(version)}, this version needs ${String(newest)}: the relay brings it there when it starts.`;
      return { finding: database('warning', sentence), store: undefined };
    }
    const store = await openStore(address, clock);
    const sentence = `The database can be read and has schema ${String(version)}.`;
    return { finding: database('ok', sentence), store };
  } catch (error) {
    return { finding: database('mustFix', reasonOf(error)), store: undefined };
  }
}

/** `check`: looks at everything that a person may have to put right. Exit code 1: something must be fixed. */
export async function checkCommand(
  configPath: string,
  { words, options }: Arguments,
): Promise<void> {
  if (words.length > 0) throw notUnderstood(words.join(' '));
  const config = readRelayConfig(configPath);
  const clock = createSystemClock();
  const http = createHttpClient(clock);
  const { finding, store } = await openDatabase(config, clock);
  try {
    const reach = createReach(config, clock);
    const findings = await runChecks({
      ...{ config, http, clock, store, reach, database: finding },
      units: createSalesUnits(config, { http, clock }),
      surroundings: createSurroundings(),
      exposedFiles: exposedFiles(configPath),
      openListener: () => openTestListener(config, reach),
    });
    const report = { findings, openQuestions: openQuestions() };
    if (options.json === true) print(jsonOf(report));
    else process.stdout.write(`${textOf(report)}\n`);
    if (countOf(findings, 'mustFix') > 0) process.exitCode = 1;
  } finally {
    await store?.close();
    await http.close();
  }
}
