import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAhead } from '../support/busy-kiosk.ts';
import { lateThoughRunning, watchProcessors, type ProcessorWatch } from '../support/standstill.ts';
import { createStage, HEADLESS, run, until, type Stage } from '../support/stage.ts';

interface Polls {
  readonly polls: number;
  readonly late: number;
  readonly lateAnswers: readonly { readonly atMs: number; readonly tookMs: number }[];
}

let stage: Stage | undefined;
let processors: ProcessorWatch;

beforeEach(() => {
  processors = watchProcessors();
});

afterEach(async () => {
  processors.stop();
  await stage?.close();
  stage = undefined;
});

async function pollsOf(on: Stage): Promise<Polls> {
  const answer = await fetch(`${on.simulatorUrl}/control/polls`);
  const { polls }: { polls: Polls } = await answer.json();
  return polls;
}

/** Polls that were answered late although the computer ran: what stood still answers nobody. */
function lateSince(before: Polls, after: Polls): number {
  const stood = processors.standstills();
  return lateThoughRunning(after, stood) - lateThoughRunning(before, stood);
}

describe('a board polls every 200 ms and wants its answer within 100', () => {
  it('gets it while the kiosk’s own process cannot run at all', async () => {
    stage = await createStage({ driver: 'xy', pollMs: 200 });
    runAhead([stage.simulatorPid]);
    const kiosk = await stage.startKiosk();
    await stage.readyStatus(kiosk.statusPort);
    const before = await pollsOf(stage);
    kiosk.child.kill('SIGSTOP');
    const during = await until('25 polls', async () => {
      const now = await pollsOf(stage!);
      return now.polls - before.polls >= 25 ? now : undefined;
    });
    kiosk.child.kill('SIGCONT');
    expect(lateSince(before, during)).toBe(0);
    await stage.readyStatus(kiosk.statusPort);
    expect(await kiosk.stop()).toBe(0);
  });

  it('gets it while others want every processor, where this user may go before them', async ({
    skip,
  }) => {
    stage = await createStage({ driver: 'xy', pollMs: 200 });
    if (!runAhead([stage.simulatorPid])) skip('this user may not ask for real time');
    const kiosk = await stage.startKiosk();
    await stage.readyStatus(kiosk.statusPort);
    const crowd = Array.from({ length: 2 * availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { detached: true, stdio: 'ignore' }),
    );
    try {
      const before = await pollsOf(stage);
      const during = await until(
        '50 polls',
        async () => {
          const now = await pollsOf(stage!);
          return now.polls - before.polls >= 50 ? now : undefined;
        },
        60_000,
      );
      expect(lateSince(before, during)).toBe(0);
    } finally {
      for (const one of crowd) one.kill('SIGKILL');
    }
    expect(await kiosk.stop()).toBe(0);
  });

  it('gets it while catalogues are imported', async () => {
    stage = await createStage({ driver: 'xy', pollMs: 200 });
    runAhead([stage.simulatorPid]);
    const kiosk = await stage.startKiosk();
    await stage.readyStatus(kiosk.statusPort);
    const before = await pollsOf(stage);
    const file = join(stage.folder, 'large.csv');
    const rows = Array.from({ length: 500 }, (_, index) => {
      const item = String(index + 1);
      return `S${item},${item},Product ${item},10.00,15,5,10,0`;
    });
    const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
    writeFileSync(file, [header, ...rows, ''].join('\n'));
    let after = before;
    // A quick computer imports five times between a few polls.
    for (let round = 0; round < 5 || after.polls - before.polls <= 10; round += 1) {
      const done = await run([HEADLESS, 'catalogue', 'import', file, '--data-dir', stage.dataDir]);
      expect(done.code).toBe(0);
      after = await pollsOf(stage);
    }
    expect(lateSince(before, after)).toBe(0);
  });
});
