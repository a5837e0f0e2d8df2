import { KioskError, reasonOf } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import { setTimeout } from 'node:timers/promises';
import { exposedFiles, readRelayConfig } from '../config/read-config.ts';
import { environmentOf, isLoopbackUrl, type RelayConfig } from '../config/relay-config.ts';
import { countOf, judge, type Finding } from '../operator/finding.ts';
import { openQuestions, type Observed } from '../operator/open-questions.ts';
import { tryPayment } from '../operator/payment-trial.ts';
import { createReach } from '../operator/reach.ts';
import { jsonOf, textOf, type Report } from '../operator/report.ts';
import { runChecks } from '../operator/run-checks.ts';
import { createSurroundings } from '../operator/surroundings.ts';
import { openTestListener } from '../operator/test-listener.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { createHttpClient } from '../runtime/http-client.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { openStore, schemaStateOf } from '../store/open-store.ts';
import { createSalesUnits, type SalesUnits } from '../vipps/sales-units.ts';
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

/** Of the simulator's customers: any number will do there. */
const SIMULATED_PHONE = '4712345678';

/** Throws `input/invalid` when no payment may be tried, or nobody can pay it. */
function payerOf(config: RelayConfig, phone: string | undefined): string {
  const inTest = config.salesUnits.filter((unit) => environmentOf(unit) === 'test');
  if (inTest.length === 0) {
    const sentence =
      '--payment works in Vipps’ test environment only, and every sales unit of relay.json is in production: nothing was tried.';
    throw new KioskError('input/invalid', sentence);
  }
  const areSimulated = inTest.every(({ vipps }) => isLoopbackUrl(vipps.baseUrl));
  const payer = phone ?? (areSimulated ? SIMULATED_PHONE : undefined);
  if (payer !== undefined && /^\d{9,15}$/.test(payer)) return payer;
  const sentence =
    payer === undefined
      ? '--payment needs --phone: the number of a test user, with the country’s number, such as 4712345678.'
      : `--phone ${payer} must be 9 to 15 digits that begin with the country’s number, such as 4712345678.`;
  throw new KioskError('input/invalid', sentence);
}

/** One payment in each sales unit of the test environment. */
async function tryPayments(units: SalesUnits, phone: string): Promise<Report> {
  const findings: Finding[] = [];
  const seen = new Map<number, Observed>();
  for (const unit of units.all) {
    const salesUnit = unit.config.merchantSerialNumber;
    if (environmentOf(unit.config) === 'production') {
      const sentence = 'No payment is tried in production.';
      findings.push(judge('payment.create')('notTried', sentence, { salesUnit }));
    } else {
      const result = await tryPayment(unit, { phone, wait: (ms) => setTimeout(ms) });
      findings.push(...result.findings);
      for (const [question, observed] of result.seen) seen.set(question, observed);
    }
  }
  return { findings, openQuestions: openQuestions(seen) };
}

/** `check`: looks at everything that a person may have to put right. Exit code 1: something must be fixed. */
export async function checkCommand(
  configPath: string,
  { words, options }: Arguments,
): Promise<void> {
  if (words.length > 0) throw notUnderstood(words.join(' '));
  const config = readRelayConfig(configPath);
  if (options.phone !== undefined && options.payment !== true) {
    throw new KioskError('input/invalid', '--phone belongs to --payment.');
  }
  const phone = options.payment === true ? payerOf(config, options.phone) : undefined;
  const clock = createSystemClock();
  const http = createHttpClient(clock);
  const { finding, store } = await openDatabase(config, clock);
  try {
    const reach = createReach(config, clock);
    const units = createSalesUnits(config, { http, clock });
    const checked = await runChecks({
      ...{ config, units, http, clock, store, reach, database: finding },
      surroundings: createSurroundings(),
      exposedFiles: exposedFiles(configPath),
      openListener: () => openTestListener(config, reach),
    });
    const tried =
      phone === undefined
        ? { findings: [], openQuestions: openQuestions() }
        : await tryPayments(units, phone);
    const findings = [...checked, ...tried.findings];
    const report = { findings, openQuestions: tried.openQuestions };
    if (options.json === true) print(jsonOf(report));
    else process.stdout.write(`${textOf(report)}\n`);
    if (countOf(findings, 'mustFix') > 0) process.exitCode = 1;
  } finally {
    await store?.close();
    await http.close();
  }
}
