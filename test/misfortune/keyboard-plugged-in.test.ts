import { expect, test } from 'vitest';
import { openKioskOn } from '../support/kiosk-on-screen.ts';
import { openRealScreen } from '../support/real-screen.ts';
import { createStage, until } from '../support/stage.ts';
import { WINDOW_MODES } from './modes/window.ts';

const MODE = WINDOW_MODES['keyboard-plugged-in'];

/** Each by itself is tried on the product (test/package/keyboard.test.ts). */
const KEYS = ['ctrl+w', 'ctrl+q', 'ctrl+m', 'alt+F4', 'ctrl+r', 'F5', 'ctrl+plus', 'ctrl+shift+i'];

test('somebody plays on a keyboard while a customer buys', async () => {
  const stage = await createStage();
  const screen = await openRealScreen();
  const kiosk = await openKioskOn(screen, stage);
  const shown = (): Promise<string> =>
    until('the window', () => Promise.resolve(screen.windows(kiosk.child.pid ?? -1)[0]));
  try {
    await stage.readyStatus(kiosk.statusPort);
    const window = await shown();
    screen.hands('windowfocus', '--sync', window);
    await stage.scanAndApprove();
    for (const keys of KEYS) screen.hands('key', keys, keys);
    await stage.choose(kiosk.statusPort, 'B1');
    for (const keys of KEYS) screen.hands('key', keys, keys);
    const sale = await stage.settledSale();
    expect(sale).toMatchObject({ outcome: MODE.outcome, price: 2500, captured: 2500 });
    expect(kiosk.isAlive()).toBe(true);
    expect(await shown()).toBe(window);
    expect(await kiosk.stop()).toBe(0);
  } finally {
    await kiosk.stop();
    await screen.close();
    await stage.close();
  }
});
