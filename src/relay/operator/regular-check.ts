import type { Clock, Log } from '#core/base/ports.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { RelayReport } from '../alerts/relay-report.ts';
import { environmentOf } from '../config/relay-config.ts';
import { inBackground } from '../runtime/background.ts';
import type { CheckContext, CheckStore } from './check-context.ts';
import { countOf, judge, worstOf, type CheckId, type CheckState, type Finding } from './finding.ts';
import { runChecks } from './run-checks.ts';

/** The webhooks are registered and the first machines are back by then. */
const FIRST_AFTER_MS = 15_000;
const DAY_MS = 24 * 3_600_000;
type Turn = readonly [lease: string, forMs: number];
/** Processes that start together. */
const AT_START: Turn = ['check at start', 60_000];
/** Each process has a day of its own; the first one that comes to it checks for all. */
const EVERY_DAY: Turn = ['check of the day', DAY_MS - 3_600_000];
/** Lines in the log for each check of a sales unit; the count says how many there are. */
const MOST_LINES = 20;

/** The registrations report these themselves, and sooner. */
const REPORTED_ELSEWHERE: readonly CheckId[] = ['webhooks.ours', 'webhooks.foreign'];

/** The worst state of each check, for metrics. */
export interface CheckSummary {
  readonly check: CheckId;
  /** Empty: it concerns the whole relay. */
  readonly salesUnit: string;
  readonly state: CheckState;
}

/** The check that the relay makes of itself: once after the start, and in production every day. */
export interface RegularCheck {
  start(): void;
  stop(): void;
  /** Of the last check; empty before the first one has ended. */
  summary(): readonly CheckSummary[];
  /** When the last check ended, wall clock; undefined before. */
  finishedAtMs(): number | undefined;
}

export interface RegularCheckDeps {
  /** What the check needs, without what is looked at anew each time. */
  readonly context: Omit<CheckContext, 'database' | 'store' | 'openListener'>;
  readonly store: CheckStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells the operator. */
  readonly report: (report: RelayReport) => void;
  /** Of several processes of one relay one checks. */
  readonly takeLease: (name: string, forMs: number) => Promise<boolean>;
}

async function lookAtDatabase({ machines }: CheckStore): Promise<Finding> {
  const database = judge('database');
  try {
    await machines.count();
    return database('ok', 'The database answers.');
  } catch (error) {
    return database('mustFix', `The database does not answer: ${reasonOf(error)}`);
  }
}

/** Findings of one check in one sales unit: one alert, one metric. */
function grouped(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.id} ${finding.salesUnit ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** A certificate that ends soon leaves time to renew it; other warnings can wait for somebody who looks. */
function needsPerson({ id, state }: Finding): boolean {
  if (REPORTED_ELSEWHERE.includes(id)) return false;
  return state === 'mustFix' || (id === 'certificate' && state === 'warning');
}

function writeLines(log: Log, [first, ...more]: readonly [Finding, ...Finding[]]): void {
  for (const { id, state, salesUnit, machineId, sentence } of [first, ...more].slice(
    0,
    MOST_LINES,
  )) {
    const fields = { check: id, merchantSerialNumber: salesUnit, machineId, sentence };
    if (state === 'mustFix') log.error('relay.check-must-fix', fields);
    else if (state === 'warning') log.warn('relay.check-warning', fields);
  }
}

function reportOf([{ id, salesUnit, sentence }, ...more]: readonly [
  Finding,
  ...Finding[],
]): RelayReport {
  const others = more.length === 0 ? '' : ` (and ${String(more.length)} more like this)`;
  return {
    kind: 'needsFixing',
    about: salesUnit === undefined ? { relay: true } : { salesUnit },
    topic: id,
    detail: sentence.replace(/\.$/, '') + others,
  };
}

export function createRegularCheck(deps: RegularCheckDeps): RegularCheck {
  const { context, store, clock, log, report, takeLease } = deps;
  const { config } = context;
  const inProduction = new Set(
    config.salesUnits
      .filter((unit) => environmentOf(unit) === 'production')
      .map((unit) => unit.merchantSerialNumber),
  );
  let cancel: () => void = () => undefined;
  let isStopped = false;
  let last: { readonly findings: readonly Finding[]; readonly atMs: number } | undefined;

  /** What concerns the whole relay concerns production as soon as one sales unit is in it. */
  function isInProduction({ salesUnit }: Finding): boolean {
    return salesUnit === undefined ? inProduction.size > 0 : inProduction.has(salesUnit);
  }

  async function check(): Promise<void> {
    const database = await lookAtDatabase(store);
    const findings = await runChecks({ ...context, database, store });
    if (isStopped) return;
    last = { findings, atMs: clock.nowMs() };
    for (const group of grouped(findings)) writeLines(log, group);
    const wanted = findings.filter((one) => needsPerson(one) && isInProduction(one));
    for (const group of grouped(wanted)) report(reportOf(group));
    const [mustFix, warnings] = [countOf(findings, 'mustFix'), countOf(findings, 'warning')];
    log.info('relay.check-done', { mustFix, warnings });
  }

  /** Without the database nobody knows who checks, and that is worth a check. */
  async function checkAsOne([name, forMs]: Turn): Promise<void> {
    const isOurs = await takeLease(name, forMs).catch(() => true);
    // Another process has newer findings: what this one found may have been put right.
    if (!isOurs) last = undefined;
    else if (!isStopped) await check();
  }

  function plan(afterMs: number, turn: Turn): void {
    cancel = clock.setTimer(afterMs, () => {
      if (inProduction.size > 0) plan(DAY_MS, EVERY_DAY);
      inBackground(
        () => checkAsOne(turn),
        (error) => {
          log.error('relay.check-failed', { error });
        },
      );
    });
  }

  return {
    start: () => {
      plan(FIRST_AFTER_MS, AT_START);
    },
    stop: () => {
      isStopped = true;
      cancel();
    },
    summary: () =>
      grouped(last?.findings ?? []).map((group) => ({
        check: group[0].id,
        salesUnit: group[0].salesUnit ?? '',
        state: worstOf(group.map(({ state }) => state)),
      })),
    finishedAtMs: () => last?.atMs,
  };
}
