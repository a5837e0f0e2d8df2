import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startInstallation, type Driver, type Installation } from '../installation.ts';
import type { Program } from '../programs.ts';
import { createCable } from './cable.ts';
import { writeSixWeeks } from './history/six-weeks.ts';
import { keepKiosk, type KioskKeeper } from './kiosk-keeper.ts';
import { introduced, PEOPLE } from './people.ts';
import { serveStageHand } from './stage-hand.ts';

export const MACHINE = 'vm-0001';
const PRODUCTS = join(import.meta.dirname, 'products.csv');

/** A machine with products, people and history, and everything around it; its kiosk is not started yet. */
export interface Premises {
  readonly installation: Installation;
  readonly kiosk: KioskKeeper;
  /** Number of customers in the past six weeks. */
  readonly customers: number;
  close(): Promise<void>;
}

interface PremisesOptions {
  readonly folder: string;
  readonly driver: Driver;
  /** Starts the kiosk on its data, with or without its window. */
  readonly launchKiosk: (dataDir: string) => Promise<Program>;
  /** Called when the kiosk ends by itself. */
  readonly onKioskEnd?: () => void;
  /** Pause after each step of a story, milliseconds. */
  readonly storyPaceMs?: number;
  readonly onStderr?: (text: string) => void;
}

export async function openPremises(options: PremisesOptions): Promise<Premises> {
  const { folder, driver, onStderr, storyPaceMs } = options;
  const dataDir = join(folder, 'kiosk');
  mkdirSync(folder, { recursive: true });
  const { customers, products, payments } = await writeSixWeeks({
    dataDir,
    machineId: MACHINE,
    products: readFileSync(PRODUCTS, 'utf8'),
    hasBoard: driver === 'xy',
    untilMs: Date.now(),
  });
  const inTheMachine = join(folder, 'in-the-machine.csv');
  writeFileSync(inTheMachine, products);
  const paidBefore = join(folder, 'paid-before.json');
  writeFileSync(paidBefore, JSON.stringify(payments));

  const kiosk = keepKiosk(
    () => options.launchKiosk(dataDir),
    options.onKioskEnd ?? (() => undefined),
  );
  let relayPort = 0;
  // The kiosk connects to the relay through this cable, so that the network can be cut.
  const cable = await createCable(() => relayPort);
  const hand = await serveStageHand({
    cutPower: () => kiosk.cutPower(),
    restorePower: () => kiosk.start(),
    cutNetwork: () => {
      cable.cut();
      return Promise.resolve();
    },
    mendNetwork: () => {
      cable.mend();
      return Promise.resolve();
    },
  });
  const pace = storyPaceMs === undefined ? [] : ['--story-pace-ms', String(storyPaceMs)];
  const installation = await startInstallation({
    folder,
    machineId: MACHINE,
    driver,
    simulator: [
      ...['--products', inTheMachine, '--past', paidBefore, '--stage-hand', hand.url],
      ...PEOPLE.toReversed().flatMap((person) => ['--person', introduced(person)]),
      ...pace,
    ],
    relayUrlOf: (relayUrl) => {
      relayPort = Number(new URL(relayUrl).port);
      return `http://127.0.0.1:${String(cable.port)}`;
    },
    ...(onStderr === undefined ? {} : { onStderr }),
  });
  return {
    installation,
    kiosk,
    customers,
    close: async () => {
      hand.close();
      await kiosk.cutPower();
      await installation.stop();
      await cable.close();
    },
  };
}
