/** `npm run load`: simulated machines and a simulated Vipps against real relays. docs/capacity.md tells how. */
import { isKioskError } from '#core/base/errors.ts';
import { exec } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inspect, promisify } from 'node:util';
import { readOptions, type LoadOptions } from './options.ts';
import { readRunningRelay } from './relays/running-relay.ts';
import { plotOf } from './report/plot.ts';
import { runLoad } from './run.ts';
import { openWorld } from './world.ts';

async function inShell(command: string): Promise<void> {
  await promisify(exec)(command);
}

/** @returns whether the verdict is right */
async function main(options: LoadOptions): Promise<boolean> {
  const { config, plot, databaseRestart = '', databaseFailover = '', ...told } = options;
  const running = config === undefined ? undefined : readRunningRelay(config);
  const onProgress = (what: string): void => {
    process.stderr.write(`${what}\n`);
  };
  const world = await openWorld({ ...options, running, onProgress });
  try {
    onProgress(`selling for ${String(options.seconds)} s`);
    const hand = {
      restart: () => inShell(databaseRestart),
      failOver: () => inShell(databaseFailover),
    };
    const report = await runLoad(world, { ...options, database: hand }, { ...told });
    if (plot !== undefined) writeFileSync(plot, plotOf(report));
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return report.verdict.isRight;
  } finally {
    await world.close();
  }
}

try {
  process.exitCode = (await main(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  const isKnown = isKioskError(error);
  process.stderr.write(`${isKnown ? error.message : inspect(error)}\n`);
  process.exitCode = isKnown && error.code === 'input/invalid' ? 2 : 1;
}
process.exit();
