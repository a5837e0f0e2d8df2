import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FULL_STOCK, openLane, type Lane, type ProgramName } from './lane.ts';
import { randomFrom } from '../../scripts/random.ts';
import { BUYER, serve, untilSettled, type Customer } from './story.ts';
import { violationsOf, type Books } from '../support/books.ts';

export interface LaneJob {
  readonly lane: number;
  readonly lanes: number;
  /** Random kills instead of every point. */
  readonly kills: number;
  readonly seed: number;
  readonly only: string | undefined;
  readonly isQuick: boolean;
  /** Where logs go. */
  readonly folder: string;
}

export interface LaneReport {
  readonly points: readonly { readonly name: string; readonly isCovered: boolean }[];
  readonly violations: readonly string[];
  readonly deaths: number;
  readonly sales: number;
  readonly drops: number;
  readonly capturedMinor: number;
}

/** A sale that lost its create looks for it twice, a minute apart. */
const LONGEST_SETTLING_MS = 180_000;
const PROGRAMS: readonly ProgramName[] = ['kiosk', 'relay'];

/** One sale without a fault, and the names of everything it commits and sends. */
async function record(lane: Lane, folder: string): Promise<readonly string[]> {
  const lists = PROGRAMS.map((program) => join(folder, `${program}.points`));
  for (const [index, program] of PROGRAMS.entries()) {
    const list = lists[index] ?? '';
    rmSync(list, { force: true });
    await lane.arm(program, { list });
  }
  await serve(lane, BUYER);
  await untilSettled(lane, LONGEST_SETTLING_MS);
  for (const program of PROGRAMS) lane.disarm(program);
  return lists.flatMap((list) =>
    existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : [],
  );
}

/** One of each kind of point: before and after, of either program. */
function sample(points: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return points.filter((name) => {
    const kind = name.replace(/ #\d+$/, '').replace(/commit journal \S+/, 'commit journal');
    const isNew = !seen.has(kind);
    seen.add(kind);
    return isNew && seen.size % 4 === 1;
  });
}

/** The machine's price of a slot is written down when it is first heard: on a key that nobody in this lane has pressed. */
const UNHEARD: readonly Customer[] = ['A1', 'B1'].map((selection) => ({ ...BUYER, selection }));
const BUYERS: readonly Customer[] = [BUYER, BUYER, BUYER];

async function dieAt(lane: Lane, name: string): Promise<boolean> {
  const program = name.startsWith('relay') ? 'relay' : 'kiosk';
  for (const buyer of name.includes(' device_price ') ? UNHEARD : BUYERS) {
    const before = lane.deaths(program).length;
    await lane.arm(program, { at: name });
    await serve(lane, buyer);
    // What is settled in the background comes a little later.
    for (let look = 0; look < 12 && lane.deaths(program).length === before; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    lane.disarm(program);
    await lane.revive();
    if (lane.deaths(program).length > before) return true;
  }
  return false;
}

async function everyPoint(lane: Lane, job: LaneJob): Promise<LaneReport['points']> {
  const names = await record(lane, job.folder);
  const wanted = (job.isQuick ? sample(names) : names)
    .filter((name) => job.only === undefined || name.includes(job.only))
    .filter((_name, index) => index % job.lanes === job.lane);
  const points: { name: string; isCovered: boolean }[] = [];
  for (const name of wanted) {
    const isCovered = await dieAt(lane, name);
    points.push({ name, isCovered });
    appendFileSync(
      join(job.folder, `lane-${String(job.lane)}.log`),
      `${isCovered ? 'died at' : 'MISSED'} ${name}\n`,
    );
  }
  return points;
}

function customerFrom(random: () => number): Customer {
  const selection = ['A1', 'A2', 'B1'][Math.floor(random() * 3)];
  const mood = random();
  if (mood < 0.06) return { approves: false, selection, behaviour: undefined };
  if (mood < 0.1) return { approves: true, selection: undefined, behaviour: undefined };
  if (mood < 0.18) return { approves: true, selection, behaviour: 'jam' };
  if (mood < 0.22) return { approves: true, selection, behaviour: 'reset-after-approval' };
  if (mood < 0.26) return { approves: true, selection, behaviour: 'drop-then-reset' };
  return { approves: true, selection, behaviour: undefined };
}

/** Points of one sale are about this many; kills fall anywhere in it, and now and then after it. */
const POINTS_OF_A_SALE = 70;

async function randomKills(lane: Lane, { kills, seed }: LaneJob): Promise<void> {
  const random = randomFrom(seed);
  const count = (): number => PROGRAMS.reduce((sum, one) => sum + lane.deaths(one).length, 0);
  for (let told = 0; count() < kills;) {
    const program: ProgramName = random() < 0.6 ? 'kiosk' : 'relay';
    await lane.arm(program, { after: 1 + Math.floor(random() * POINTS_OF_A_SALE) });
    await serve(lane, customerFrom(random));
    if (count() - told < 25) continue;
    told = count();
    process.stdout.write(`${String(told)} kills\n`);
  }
  for (const program of PROGRAMS) lane.disarm(program);
}

async function readBooks(lane: Lane): Promise<Books> {
  const { stage } = lane;
  const slots = await lane.slots();
  return {
    ledger: await stage.ledger(),
    sales: await stage.sales(),
    drops: await stage.dispensed(),
    transcript: await stage.transcript(),
    taken: Object.fromEntries(
      Object.entries(slots).map(([selection, left]) => [selection, FULL_STOCK - left]),
    ),
  };
}

/** One stage from its set-up to its books. */
export async function workLane(job: LaneJob): Promise<LaneReport> {
  const log = join(job.folder, `lane-${String(job.lane)}.log`);
  rmSync(log, { force: true });
  const crashDir = join(job.folder, `lane-${String(job.lane)}`);
  const lane = await openLane(crashDir);
  try {
    await untilReady(lane);
    const points = job.kills > 0 ? [] : await everyPoint(lane, { ...job, folder: crashDir });
    if (job.kills > 0) await randomKills(lane, job);
    await untilSettled(lane, LONGEST_SETTLING_MS);
    const books = await readBooks(lane);
    const violations = violationsOf(books);
    if (violations.length > 0) appendFileSync(log, `${JSON.stringify(books)}\n`);
    return {
      points,
      violations,
      deaths: PROGRAMS.reduce((sum, program) => sum + lane.deaths(program).length, 0),
      sales: books.sales.length,
      drops: books.drops.length,
      capturedMinor: books.ledger.reduce((sum, row) => sum + row.captured, 0),
    };
  } finally {
    await lane.close();
  }
}

async function untilReady(lane: Lane): Promise<void> {
  while ((await lane.state()) !== 'ready') await new Promise((resolve) => setTimeout(resolve, 50));
}
