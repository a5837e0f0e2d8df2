import { transition } from '#core/sale/transition.ts';
import { isMainThread, parentPort, Worker, workerData as planNumber } from 'node:worker_threads';
import { explore, type Explored } from './explore.ts';
import { DEEP_PLANS, PLANS, SEEDED, type Plan } from './plans.ts';
import { SEEDED_FAULTS } from './seeded-faults.ts';

/** `npm run explore [-- --deep]`. Exit code 1 when a rule is broken or a seeded fault is missed. */

interface Report extends Explored {
  readonly seconds: number;
  readonly memoryMB: number;
}

function run(plan: Plan): Report {
  const began = performance.now();
  const explored = explore({ ...plan, transition });
  return {
    ...explored,
    seconds: (performance.now() - began) / 1000,
    memoryMB: Math.round(process.memoryUsage().rss / 1e6),
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function nameOf({ policy, beginning, budget }: Plan): string {
  const faults = Object.entries(budget)
    .filter(([, times]) => times > 0)
    .map(([name, times]) => `${name} ${String(times)}`);
  return `${policy}, ${beginning}, ${faults.join(', ')}`;
}

function tell(plan: Plan, report: Report): void {
  const { states, transitions, depth, ends, seconds } = report;
  say(
    `${String(states).padStart(8)} states ${String(transitions).padStart(9)} transitions  depth ${String(depth)}  ` +
      `${String(ends)} ends  ${seconds.toFixed(1)} s  ${nameOf(plan)}`,
  );
  if (report.finding === undefined) return;
  say(`\n${report.finding.broken}\n`);
  for (const [index, line] of report.finding.story.entries()) say(`${String(index + 1)}. ${line}.`);
}

/** Works off the plans on two threads; each plan has its own memory and gives it back. */
async function runAll(plans: readonly Plan[]): Promise<readonly Report[]> {
  const waiting = [...plans];
  const reports: Report[] = [];
  const work = async (): Promise<void> => {
    for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
      const report = await runApart(plan);
      tell(plan, report);
      reports.push(report);
    }
  };
  await Promise.all([work(), work()]);
  return reports;
}

function runApart(plan: Plan): Promise<Report> {
  const workerData = plans().indexOf(plan);
  const worker = new Worker(new URL(import.meta.url), { workerData, argv: process.argv.slice(2) });
  return new Promise((resolve, reject) => {
    worker.once('message', (report: Report) => {
      resolve(report);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
}

function seedsMissed(): number {
  let missed = 0;
  say('\nSeeded faults, each of which must be found:');
  for (const { what, breaks, beginning, needs, transition: faulty } of SEEDED_FAULTS) {
    const plan = { policy: 'release', beginning, budget: { ...SEEDED, ...needs } } as const;
    const { finding } = explore({ ...plan, transition: faulty });
    const isFound = finding?.broken.startsWith(breaks) === true;
    if (!isFound) missed += 1;
    const story = finding === undefined ? '' : ` after ${String(finding.story.length)} steps`;
    say(`${isFound ? 'found ' : 'MISSED'}  ${breaks}: ${what}${story}`);
  }
  return missed;
}

function plans(): readonly Plan[] {
  return process.argv.includes('--deep') ? DEEP_PLANS : PLANS;
}

async function main(): Promise<void> {
  const began = performance.now();
  const reports = await runAll(plans());
  const missed = seedsMissed();
  const sum = (of: (report: Report) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const broken = reports.filter((report) => report.finding !== undefined).length;
  say(
    `\n${String(sum((report) => report.states))} distinct states and ${String(sum((report) => report.transitions))} ` +
      `transitions in ${((performance.now() - began) / 1000).toFixed(0)} s, at most ` +
      `${String(Math.max(...reports.map((report) => report.memoryMB)))} MB resident.`,
  );
  say(broken === 0 ? 'Every rule holds, and every story can come to rest.' : 'A rule is broken.');
  process.exitCode = broken === 0 && missed === 0 ? 0 : 1;
}

if (isMainThread) await main();
else {
  const plan = plans()[Number(planNumber)];
  if (plan !== undefined) parentPort?.postMessage(run(plan));
}
