import { expect } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyFile, HEADER } from '../../support/faulty-catalogue.ts';
import { createStage, HEADLESS, run, until, type Stage } from '../../support/stage.ts';
import { becomeFirstOwner, openWindow, OWNER_PIN, signIn, type Opened } from './window.ts';

/** Long product names, and every slot state. */
const SHELF = [
  'A1,1,Cola,30.00,15,8,10,0',
  'A2,2,Proteinbar peanøtt og karamell,20.00,15,1,10,0',
  'A3,3,Juomavesi hiilihapotettu 0,32.00,15,6,10,0',
  'B1,4,Smörgås med ost och skinka 25g,25.00,15,12,12,0',
  'B2,5,Crisps,28.00,25,0,10,0',
];
/** A2 costs more, B2 has a count, and one slot is new. */
const DELIVERY = [
  SHELF[0],
  'A2,2,Proteinbar peanøtt og karamell,22.50,15,1,10,0',
  'B2,5,Crisps,28.00,25,6,10,0',
  'C1,11,Energy drink,40.00,25,8,8,16',
];

const OWNER = { name: 'ada', pin: OWNER_PIN } as const;
const TECHNICIAN = { name: 'Tor', pin: '314159' } as const;

/** A machine with history (sold, jammed, unknown, refunded) and a USB stick. */
export interface WalkStage {
  readonly stage: Stage;
  readonly opened: Opened;
  /** References of sales. */
  readonly sold: string;
  readonly refunded: string;
  readonly failed: string;
  readonly held: string;
  /** Starts from the first screen of service mode. */
  signInAs(role: 'owner' | 'technician'): Promise<void>;
  close(): Promise<void>;
}

async function soldAs(stage: Stage, reference: string, state: string): Promise<string> {
  await until(`${reference} to be ${state}`, async () => {
    const sale = (await stage.sales()).find((one) => one.reference === reference);
    return sale?.state === state ? sale : undefined;
  });
  return reference;
}

interface Attempt {
  readonly selection: string;
  readonly ends: string;
}

async function attempt(
  stage: Stage,
  { statusPort }: Opened,
  { selection, ends }: Attempt,
): Promise<string> {
  await stage.readyStatus(statusPort);
  const reference = await stage.scanAndApprove();
  await stage.choose(statusPort, selection);
  return soldAs(stage, reference, ends);
}

function fillStick(stage: Stage): string {
  const media = join(stage.folder, 'media');
  mkdirSync(join(media, 'STICK'), { recursive: true });
  writeFileSync(join(media, 'STICK', 'new.csv'), [HEADER, ...DELIVERY, ''].join('\n'));
  writeFileSync(join(media, 'STICK', 'faulty.csv'), faultyFile().text);
  return media;
}

/** Opens the stage with the first owner signed in. */
export async function openWalkStage(size: string): Promise<WalkStage> {
  const stage = await createStage({ driver: 'xy' });
  const file = join(stage.folder, 'shelf.csv');
  writeFileSync(file, [HEADER, ...SHELF, ''].join('\n'));
  const done = await run([HEADLESS, 'catalogue', 'import', file, '--data-dir', stage.dataDir]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  await stage.set('onUnknownOutcome', 'review');
  await stage.set('vendDeadlineSeconds', '3');
  const opened = await openWindow(stage, size, ['--usb-dir', fillStick(stage)]);
  await stage.control('behaviour', { name: 'reset-after-approval' });
  const held = await attempt(stage, opened, { selection: 'A1', ends: 'held' });
  await stage.control('behaviour', { name: 'reset-after-approval', isOn: false });
  const refunded = await attempt(stage, opened, { selection: 'A1', ends: 'settled' });
  const sold = await attempt(stage, opened, { selection: 'A3', ends: 'settled' });
  await stage.control('motor', { selection: 'B1', state: 'jammed' });
  const failed = await attempt(stage, opened, { selection: 'B1', ends: 'settled' });
  const { page } = opened;
  await becomeFirstOwner(page);
  const made = await page.evaluate(
    async ({ reference, technician }) => [
      await window.kiosk.refundSale({ reference, reason: 'Damaged' }),
      await window.kiosk.addPerson({ ...technician, role: 'technician', language: 'nb' }),
    ],
    { reference: refunded, technician: TECHNICIAN },
  );
  expect(made).toMatchObject([{ ok: true }, { ok: true }]);
  let signedIn: 'owner' | 'technician' = 'owner';
  return {
    stage,
    opened,
    signInAs: async (role) => {
      if (role === signedIn) return;
      const { name, pin } = role === 'owner' ? OWNER : TECHNICIAN;
      await page.getByTestId('back-in-sale').click({ delay: 300 });
      await signIn(page, pin, name);
      signedIn = role;
    },
    sold,
    refunded,
    failed,
    held,
    close: async () => {
      await opened.app.close();
      await stage.close();
    },
  };
}
