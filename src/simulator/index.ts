import { reasonOf } from '#core/base/errors.ts';
import { createLog } from '#logging/log.ts';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createSystemClock } from './clock.ts';
import { startSimulator } from './simulator.ts';
import { createStageHand } from './stories/stage-hand.ts';
import { slotsOfProductList } from './vend-machine/products.ts';
import { pastPaymentSchema, type PastPayment } from './vipps/past-payments.ts';
import { DEMO_PROFILE } from './vend-machine/profile.ts';

/** Keys of the simulated sales unit: invented, valid nowhere else. */
const SALES_UNIT = {
  merchantSerialNumber: '123456',
  market: 'NO',
  clientId: 'demo-client',
  clientSecret: 'demo-client-secret',
  subscriptionKey: 'demo-subscription-key',
} as const;

function dialectOf(text: string): 'qibixx' | 'xy' {
  if (text === 'qibixx' || text === 'xy') return text;
  throw new RangeError(`--machine ${text} must be qibixx or xy.`);
}

/** @param file JSON array of past payments */
function pastOf(file: string | undefined): readonly PastPayment[] {
  if (file === undefined) return [];
  return z.array(pastPaymentSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * `simulate [--port n] [--machine-port n | --machine-tty path] [--machine qibixx|xy] [--boot-ms n] [--vend-ms n]
 * [--products file.csv] [--slot-count n] [--past file.json] [--poll-ms n] [--person text …] [--stage-hand url] [--story-pace-ms n]`
 */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      port: text,
      machine: text,
      'machine-port': text,
      'machine-tty': text,
      'boot-ms': text,
      'vend-ms': text,
      'slot-count': text,
      products: text,
      past: text,
      person: { type: 'string', multiple: true },
      'stage-hand': text,
      'story-pace-ms': text,
      'poll-ms': text,
    },
  });
  const { products, 'stage-hand': stageHand, 'story-pace-ms': pace } = values;
  const slots =
    products === undefined
      ? DEMO_PROFILE.slots
      : slotsOfProductList(readFileSync(products, 'utf8'));
  const simulator = await startSimulator({
    salesUnit: SALES_UNIT,
    profile: {
      ...DEMO_PROFILE,
      bootMs: Number(values['boot-ms'] ?? DEMO_PROFILE.bootMs),
      vendMs: Number(values['vend-ms'] ?? DEMO_PROFILE.vendMs),
      pollEveryMs: Number(values['poll-ms'] ?? DEMO_PROFILE.pollEveryMs),
      slots: slots.map((slot) => ({
        ...slot,
        count: Number(values['slot-count'] ?? slot.count),
      })),
    },
    dialect: dialectOf(values.machine ?? 'qibixx'),
    port: Number(values.port ?? 0),
    machineLine: values['machine-tty'] ?? Number(values['machine-port'] ?? 0),
    clock: createSystemClock(),
    log: createLog({ program: 'simulator', from: 'warn' }),
    past: pastOf(values.past),
    people: values.person ?? [],
    stageHand: stageHand === undefined ? undefined : createStageHand(stageHand),
    ...(pace === undefined ? {} : { storyPaceMs: Number(pace) }),
  });
  const { url, machinePath } = simulator;
  process.stdout.write(
    `${JSON.stringify({ ready: true, url, machinePath, salesUnit: SALES_UNIT })}\n`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await simulator.close();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}
process.exit();
