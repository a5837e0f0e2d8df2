import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { FAULTS } from '../load/faults.ts';
import { svgOf, type Curve } from '../load/report/plot.ts';
import { ROOT } from '../scripts/programs.ts';
import type { Capacity, Load } from './capacity.ts';

const number = (value: number, digits = 1): string => value.toFixed(digits);

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join(
    '\n',
  );
}

function loadCells(load: Load): readonly string[] {
  const { checkIn, delivery } = load;
  return [
    String(load.machines),
    String(load.salesPerSecond),
    `${number(checkIn.p50)} / ${number(checkIn.p99)}`,
    `${number(delivery.p50)} / ${number(delivery.p99)}`,
    number(load.cpuMsPerSale),
    `${number(load.cpuShare * 100, 0)} %`,
    number(load.memoryMb, 0),
    number(load.generatorLateP99Ms),
  ];
}

/** The curves over the number of machines, at the first rate of sales. */
export function capacityPicture({ loads }: Capacity): string {
  const [first] = loads;
  const same = loads.filter(({ salesPerSecond }) => salesPerSecond === first?.salesPerSecond);
  const curve = (name: string, color: string, pick: (load: Load) => number): Curve => ({
    ...{ name, color },
    points: same.map((load) => [load.machines, pick(load)] as const),
  });
  const rate = `${String(first?.salesPerSecond)} sales/s`;
  const common = { xLabel: 'machines', isLogX: true };
  return svgOf([
    {
      ...{ ...common, title: `Latency at ${rate}`, yLabel: 'ms' },
      curves: [
        curve('check-in p50', '#06c', (load) => load.checkIn.p50),
        curve('check-in p99', '#03f', (load) => load.checkIn.p99),
        curve('delivery p99', '#e80', (load) => load.delivery.p99),
      ],
    },
    {
      ...{ ...common, title: `Processor at ${rate}`, yLabel: 'ms of a core for one sale' },
      curves: [curve('a sale', '#283', (load) => load.cpuMsPerSale)],
    },
  ]);
}

/** docs/capacity.md as the measurement gives it. */
export function capacityPage(capacity: Capacity): string {
  const { ratios, loads, idle, single, throughputs, back } = capacity;
  return `# What a relay holds

Written by \`npm run bench -- relay --machines ${String(capacity.machines)} --write\` from its measurement ([JSON](capacity.json)); do not edit. The load generator and
the database share the computer with the relay: ${capacity.computer}, ${capacity.at.slice(0, 10)}.

## Against bare programs of the same run

${table(
  ['', 'measured', 'target', ''],
  ratios.map(({ name, value, target, isAtLeast, isMet }) => [
    name,
    number(value, 2),
    `${isAtLeast ? '≥' : '≤'} ${String(target)}`,
    isMet ? '' : 'missed',
  ]),
)}

An idle connection takes ${number(idle.ours.kbPerConnection)} kB (bare \`ws\`: ${number(idle.bare.kbPerConnection)} kB); all ${String(capacity.machines)} of them ${number(idle.ours.cpuShare * 100)} % of a core (bare: ${number(idle.bare.cpuShare * 100)} %).
One event after another takes ${number(single.ours.p50, 2)} ms from the webhook to the machine (p50), stored on the way; through a program that stores nothing ${number(single.bare.p50, 2)} ms.

After a restart of the one process on SQLite all ${String(capacity.machines)} machines were connected again within ${number(back.restarted)} s; after one of two processes on
PostgreSQL was asked to stop, within ${number(back.drained)} s.

## One process on SQLite

![Latency and processor over the number of machines](pictures/capacity.svg)

${table(
  [
    'machines',
    'sales/s',
    'check-in p50 / p99, ms',
    'delivery p50 / p99, ms',
    'processor of a sale, ms',
    'of a core',
    'memory, MB',
    'generator late p99, ms',
  ],
  loads.map(loadCells),
)}

## Databases

${table(
  [
    'database',
    'processes',
    'events/s',
    'bare commits/s',
    'check-in p99, ms',
    'delivery p99, ms',
    'processor of a sale, ms',
  ],
  throughputs.map(({ database, relays, eventsPerSecond, commitsPerSecond, load }) => [
    database,
    String(relays),
    number(eventsPerSecond, 0),
    number(commitsPerSecond, 0),
    number(load.checkIn.p99),
    number(load.delivery.p99),
    number(load.cpuMsPerSale),
  ]),
)}

## Try it on your own computer

\`npm run load -- --machines 300 --sales-per-second 20 --seconds 30 --plot load.svg\` starts a relay, enrols the machines and lets customers
come. It prints latencies, processor and memory of each relay, and a verdict: what was lost, doubled, reordered or wrongly answered, and
whether Vipps' ledger is what the machines' journals say; exit 1 when something is wrong. \`--relays 3 --database postgresql://…\`, an empty
database of its own, starts three; \`--config relay.json\` aims at relays that run already and look for Vipps at
\`http://127.0.0.1:<port>\`. Faults are added with \`--fault\`, as often as you like:

${table(
  ['fault', 'what happens'],
  Object.entries(FAULTS).map(([name, { says }]) => [`\`${name}\``, says]),
)}
`;
}

/** The page as prettier leaves it. */
export async function formattedCapacityPage(capacity: Capacity): Promise<string> {
  const filepath = join(ROOT, 'docs/capacity.md');
  return format(capacityPage(capacity), { ...(await resolveConfig(filepath)), filepath });
}

export async function writeCapacityPage(capacity: Capacity): Promise<void> {
  writeFileSync(join(ROOT, 'docs/capacity.md'), await formattedCapacityPage(capacity));
  writeFileSync(join(ROOT, 'docs/pictures/capacity.svg'), capacityPicture(capacity));
}
