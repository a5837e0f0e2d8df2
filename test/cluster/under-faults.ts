import { runLoad } from '../../load/run.ts';
import { openWorld, type World } from '../../load/world.ts';
import type { FaultName } from '../../load/faults.ts';
import type { LoadReport } from '../../load/report/report.ts';
import { startPostgres, startStandby, type PostgresServer } from '../support/postgres.ts';

/** What the relays keep their data in, and how many of them there are. */
export interface Installation {
  readonly database: 'SQLite' | 'PostgreSQL';
  readonly relays: number;
}

interface Order extends Installation {
  readonly machines: number;
  readonly salesPerSecond: number;
  readonly seconds: number;
  readonly faults: readonly FaultName[];
  readonly faultEvery: number;
  /** Credentials for whoever comes besides. */
  readonly strangers?: number;
  /** Comes when everybody is connected. @returns how it ends */
  readonly besides?: (world: World) => () => void;
}

/** PostgreSQL of one test, with a standby when it is to fail over. */
interface Databases {
  readonly url: string;
  readonly restart: () => Promise<void>;
  readonly failOver: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

function bothOf(url: string, standby: PostgresServer): string {
  const { host } = new URL(url);
  return url.replace(host, `${host},127.0.0.1:${String(standby.port)}`);
}

export async function startDatabases(hasStandby: boolean): Promise<Databases> {
  const primary = await startPostgres();
  const url = await primary.createDatabase();
  const standby = hasStandby ? await startStandby(primary) : undefined;
  // What was acknowledged is on both disks.
  if (standby !== undefined) await primary.makeSynchronous();
  let current = primary;
  return {
    url: standby === undefined ? url : bothOf(url, standby),
    restart: async () => {
      await current.stop('immediate');
      await current.start();
    },
    failOver: async () => {
      await primary.stop('immediate');
      await standby?.promote();
      current = standby ?? primary;
    },
    remove: async () => {
      await standby?.remove();
      await primary.remove();
    },
  };
}

const NO_DATABASE: Databases = {
  url: 'sqlite',
  restart: () => Promise.reject(new Error('SQLite is not restarted.')),
  failOver: () => Promise.reject(new Error('SQLite has no standby.')),
  remove: () => Promise.resolve(),
};

/** One line on stderr; what is wrong, and the last words of the relays, when something is. */
function tell(order: Order, report: LoadReport, relays: World['relays']): void {
  const { sales, latencyMs, errors, verdict } = report;
  const line = { sales, checkIn: latencyMs.checkInAnswer, errors, strikes: report.faults.length };
  const name = `${order.database} × ${String(order.relays)}`;
  process.stderr.write(`${name}: ${JSON.stringify(line)}\n`);
  if (verdict.isRight) return;
  process.stderr.write(`${JSON.stringify(verdict, null, 2)}\n`);
  for (const relay of relays) process.stderr.write(`${relay.stderr().slice(-4_000)}\n`);
}

/** Machines sell under faults. Writes one line about it on stderr. */
export async function sellUnderFaults(order: Order): Promise<LoadReport> {
  const { machines, relays, faults, salesPerSecond, seconds, faultEvery } = order;
  const database =
    order.database === 'SQLite'
      ? NO_DATABASE
      : await startDatabases(faults.includes('database-fails-over'));
  try {
    const world = await openWorld({
      ...{ machines, relays, faults },
      strangers: order.strangers ?? 0,
      database: database.url,
      running: undefined,
      onProgress: () => undefined,
    });
    try {
      const settings = { salesPerSecond, seconds, faults, faultEvery, database };
      const stop = order.besides?.(world);
      const report = await runLoad(world, settings, {});
      stop?.();
      tell(order, report, world.relays);
      return report;
    } finally {
      await world.close();
    }
  } finally {
    await database.remove();
  }
}
