import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { workLane, type LaneJob, type LaneReport } from './work.ts';

/** `npm run crash-test [-- --random <kills> --seed <n>] [--only <text>] [--quick]`. Exit code 1: a violation, or a point missed. */

const LANES = 2;
const ARTIFACTS = join(process.cwd(), 'artifacts/crash');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A lane is a process of its own: its programs inherit its environment. */
function runLane(job: LaneJob): Promise<LaneReport> {
  const child = fork(fileURLToPath(import.meta.url), ['--lane'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(job);
  return new Promise((resolve, reject) => {
    child.once('message', (report: LaneReport) => {
      resolve(report);
    });
    child.once('exit', (code) => {
      reject(new Error(`A lane ended with ${String(code)}.`));
    });
  });
}

function listen(): void {
  process.once('message', (job: LaneJob) => {
    workLane(job).then(
      (report) => {
        process.send?.(report, () => process.exit(0));
      },
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}

function tellPoints(reports: readonly LaneReport[]): boolean {
  const seen = reports.flatMap((report) => report.points);
  const all = seen.filter((point) => point.isRequired);
  const missed = all.filter((point) => !point.isCovered);
  const byChance = seen.filter((point) => !point.isRequired);
  for (const program of ['kiosk', 'relay']) {
    for (const kind of ['commit', 'call', 'answer', 'link', 'machine', 'body', 'bytes']) {
      const some = all.filter(({ name }) => name.startsWith(`${program} · ${kind} `));
      if (some.length === 0) continue;
      const covered = some.filter((point) => point.isCovered).length;
      say(`${program.padEnd(6)} ${kind.padEnd(8)} ${String(covered)} of ${String(some.length)}`);
    }
  }
  for (const { name } of missed) say(`not covered: ${name}`);
  const met = byChance.filter((point) => point.isCovered).length;
  say(`by chance: ${String(met)} of ${String(byChance.length)} tried`);
  say(`crash points covered: ${String(all.length - missed.length)} of ${String(all.length)}`);
  return missed.length === 0 && all.length > 0;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { random: text, seed: text, only: text, quick: { type: 'boolean' } },
  });
  const began = performance.now();
  const kills = Number(values.random ?? 0);
  const seed = Number(values.seed ?? 1);
  mkdirSync(ARTIFACTS, { recursive: true });
  const jobs = Array.from({ length: LANES }, (_none, lane): LaneJob => ({
    lane,
    lanes: LANES,
    kills: Math.ceil(kills / LANES),
    seed: seed + lane,
    only: values.only,
    isQuick: values.quick === true,
    folder: ARTIFACTS,
  }));
  const reports = await Promise.all(jobs.map(runLane));
  const isCovered = kills > 0 || tellPoints(reports);
  const violations = reports.flatMap((report) => report.violations);
  const count = (of: (report: LaneReport) => number): string =>
    String(reports.reduce((sum, report) => sum + of(report), 0));
  for (const violation of violations) say(`VIOLATION ${violation}`);
  say(
    `${count((report) => report.deaths)} kills, ${count((report) => report.sales)} sales, ` +
      `${count((report) => report.drops)} products, ${count((report) => report.capturedMinor)} øre captured, ` +
      `${String(violations.length)} violations, ${((performance.now() - began) / 1000).toFixed(0)} s` +
      (kills > 0 ? `, seed ${String(seed)}` : ''),
  );
  writeFileSync(join(ARTIFACTS, 'report.json'), JSON.stringify(reports, null, 2));
  process.exit(isCovered && violations.length === 0 ? 0 : 1);
}

if (process.argv.includes('--lane')) listen();
else await main();
