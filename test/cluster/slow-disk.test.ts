import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runLoad } from '../../load/run.ts';
import type { LoadReport } from '../../load/report/report.ts';
import { openWorld, type World } from '../../load/world.ts';
import { ROOT } from '../../scripts/programs.ts';
import { startPostgres, startStandby } from '../support/postgres.ts';

const SECONDS = 22;
/** No commit ends from this moment, for so long. */
const STALLS_AT_MS = 4_000;
const STALLS_FOR_MS = 9_000;
/** Twice what a customer's app waits, for a slow computer. Statements that hang are given up after 5 s and more. */
const ANSWER_WITHIN_MS = 4_000;

interface Stall {
  begin(world: World): Promise<void>;
  end(): Promise<void> | void;
}

interface Told {
  readonly report: LoadReport;
  /** Trouble by its kind that came while no commit ended. */
  readonly meanwhile: ReadonlyMap<string, number>;
  /** Sales that had ended when the disk was slow no more. */
  readonly soldBefore: number;
}

const sold = ({ book }: World): number =>
  [...book.journal.values()].filter(({ state }) => state === 'sold').length;

async function sellOverA(stall: Stall, database: string, relays: number): Promise<Told> {
  const world = await openWorld({
    ...{ machines: 40, relays, database, faults: [] },
    running: undefined,
    onProgress: () => undefined,
  });
  const meanwhile = new Map<string, number>();
  let soldBefore = 0;
  async function strike(): Promise<void> {
    await sleep(STALLS_AT_MS);
    await stall.begin(world);
    const before = new Map(world.book.errors);
    await sleep(STALLS_FOR_MS);
    for (const [kind, count] of world.book.errors) {
      const more = count - (before.get(kind) ?? 0);
      if (more > 0) meanwhile.set(kind, more);
    }
    soldBefore = sold(world);
    await stall.end();
  }
  try {
    const none = (): Promise<void> => Promise.reject(new Error('It is not restarted.'));
    const hand = { restart: none, failOver: none };
    const settings = { salesPerSecond: 6, seconds: SECONDS, faults: [], faultEvery: 1 };
    const [report] = await Promise.all([
      runLoad(world, { ...settings, database: hand }, {}),
      strike(),
    ]);
    const { sales, latencyMs, errors, verdict } = report;
    const line = { sales, checkIn: latencyMs.checkInAnswer, meanwhile: [...meanwhile], errors };
    process.stderr.write(`slow disk: ${JSON.stringify(line)}\n`);
    if (!verdict.isRight) process.stderr.write(`${JSON.stringify(verdict, null, 2)}\n`);
    return { report, meanwhile, soldBefore };
  } finally {
    await world.close();
  }
}

function expectRight({ report, meanwhile, soldBefore }: Told): void {
  // Whatever was acknowledged has come, once and in order, and the ledger is what the machines say.
  expect(report.verdict).toMatchObject({ isRight: true });
  // No customer waits for the disk.
  expect(report.latencyMs.checkInAnswer.max).toBeLessThan(ANSWER_WITHIN_MS);
  // Vipps hears that it is to come again.
  const webhooks = [...meanwhile].filter(([kind]) => kind.startsWith('webhook '));
  expect(webhooks.length).toBeGreaterThan(0);
  for (const [kind] of webhooks) expect(kind).toMatch(/^webhook 5\d\d$/);
  // Nobody has to help.
  expect(report.sales.sold).toBeGreaterThan(soldBefore + 10);
}

test('PostgreSQL whose commits hang: check-ins are refused in time, events come again, nothing is lost', async () => {
  const primary = await startPostgres();
  try {
    const standby = await startStandby(primary);
    const url = await primary.createDatabase();
    // A commit waits for the standby's disk.
    await primary.makeSynchronous();
    const stall: Stall = {
      begin: () => {
        standby.freeze();
        return Promise.resolve();
      },
      end: () => {
        standby.thaw();
      },
    };
    try {
      const told = await sellOverA(stall, url, 2);
      expectRight(told);
      const refused = told.meanwhile.get('scan 503') ?? 0;
      expect(refused).toBeGreaterThan(10);
      expect(told.meanwhile.has('scan without answer')).toBe(false);
    } finally {
      await standby.remove();
    }
  } finally {
    await primary.remove();
  }
}, 600_000);

/** Another program begins a write and does not end it. */
const HOLDER = `
  import Database from 'libsql';
  const db = new Database(process.argv[1]);
  db.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
  console.log('held');
  process.stdin.on('data', () => process.exit(0));`;

test('SQLite that another program holds: customers are served from memory, events come again, nothing is lost', async () => {
  let holder: ReturnType<typeof spawn> | undefined;
  const stall: Stall = {
    begin: async ({ relays }) => {
      const file = join(dirname(relays[0]?.configPath ?? ''), 'relay.db');
      const words = ['--input-type=module', '-e', HOLDER, file];
      holder = spawn(process.execPath, words, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
      if (holder.stdout !== null) await once(holder.stdout, 'data');
    },
    end: () => {
      holder?.kill();
    },
  };
  try {
    const told = await sellOverA(stall, 'sqlite', 1);
    expectRight(told);
    expect(told.meanwhile.has('scan without answer')).toBe(false);
  } finally {
    holder?.kill();
  }
}, 600_000);
