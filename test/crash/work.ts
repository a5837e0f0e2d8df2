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

export interface CrashPoint {
  readonly name: string;
  /** Else it comes by chance: the relay's writes of one moment share a commit, so how many there are differs. */
  readonly isRequired: boolean;
  readonly isCovered: boolean;
}

export interface LaneReport {
  readonly points: readonly CrashPoint[];
  readonly violations: readonly string[];
  readonly deaths: number;
  readonly sales: number;
  readonly drops: number;
  readonly capturedMinor: number;
}

/** A sale that lost its create looks for it twice, a minute apart. */
const LONGEST_SETTLING_MS = 180_000;
const PROGRAMS: readonly ProgramName[] = ['kiosk', 'relay'];

/** As many as tell what a sale always does from what it does by chance. */
const RECORDED_SALES = 4;

/** One sale without a fault, and the names of everything it commits and sends. */
async function recordSale(lane: Lane, folder: string): Promise<ReadonlySet<string>> {
  const lists = PROGRAMS.map((program) => join(folder, `${program}.points`));
  for (const [index, program] of PROGRAMS.entries()) {
    const list = lists[index] ?? '';
    rmSync(list, { force: true });
    await lane.arm(program, { list });
  }
  await serve(lane, BUYER);
  await untilSettled(lane, LONGEST_SETTLING_MS);
  for (const program of PROGRAMS) lane.disarm(program);
  const names = lists.flatMap((list) =>
    existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : [],
  );
  return new Set(names);
}

type Recorded = Pick<CrashPoint, 'name' | 'isRequired'>;

async function record(lane: Lane, folder: string): Promise<readonly Recorded[]> {
  const sales: ReadonlySet<string>[] = [];
  for (let count = 0; count < RECORDED_SALES; count += 1) {
    sales.push(await recordSale(lane, folder));
  }
  const names = new Set(sales.flatMap((sale) => [...sale]));
  return [...names].map((name) => ({
    name,
    isRequired: name.endsWith(' #1') || sales.every((sale) => sale.has(name)),
  }));
}

/** Every lane records for itself, so the name alone says which lane takes a point. */
function laneOf(name: string, lanes: number): number {
  return Buffer.from(name).reduce((sum, byte) => sum + byte, 0) % lanes;
}

/** One of each kind of point: before and after, of either program. */
function sample(points: readonly Recorded[]): readonly Recorded[] {
  const seen = new Set<string>();
  return points.filter(({ name }) => {
    const kind = name.replace(/ #\d+$/, '').replace(/commit journal \S+/, 'commit journal');
    const isNew = !seen.has(kind);
    seen.add(kind);
    return isNew && seen.size % 4 === 1;
  });
}

/** The machine's price of a slot is written down when it is first heard: on a key that nobody in this lane has pressed. */
const UNHEARD: readonly Customer[] = ['A1', 'B1'].map((selection) => ({ ...BUYER, selection }));
const TRIES = 8;
/** A point that comes by chance is tried, and may stay away. */
const TRIES_BY_CHANCE = 2;

function buyersFor({ name, isRequired }: Recorded): readonly Customer[] {
  if (name.includes(' device_price ')) return UNHEARD;
  return Array.from({ length: isRequired ? TRIES : TRIES_BY_CHANCE }, () => BUYER);
}

async function dieAt(lane: Lane, point: Recorded): Promise<boolean> {
  const { name } = point;
  const program = name.startsWith('relay') ? 'relay' : 'kiosk';
  for (const buyer of buyersFor(point)) {
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
  const recorded = await record(lane, job.folder);
  const wanted = (job.isQuick ? sample(recorded) : recorded).filter(
    ({ name }) =>
      laneOf(name, job.lanes) === job.lane && (job.only === undefined || name.includes(job.only)),
  );
  const points: CrashPoint[] = [];
  for (const point of wanted) {
    const isCovered = await dieAt(lane, point);
    points.push({ ...point, isCovered });
    const came = isCovered ? 'died at' : 'MISSED';
    const kind = point.isRequired ? '' : ' (by chance)';
    appendFileSync(
      join(job.folder, `lane-${String(job.lane)}.log`),
      `${came} ${point.name}${kind}\n`,
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
