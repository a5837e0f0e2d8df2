import { expect, test } from 'vitest';
import { openKioskOn } from '../support/kiosk-on-screen.ts';
import { openRealScreen } from '../support/real-screen.ts';
import { createStage, until } from '../support/stage.ts';
import { WINDOW_MODES } from './modes/window.ts';

const MODE = WINDOW_MODES['graphics-process-dies'];
/** Chromium gives up at the sixth. */
const DEATHS = 10;

test('the process that draws dies ten times, and everything else once, while a customer buys', async () => {
  const stage = await createStage();
  const screen = await openRealScreen();
  const kiosk = await openKioskOn(screen, stage);
  try {
    await stage.readyStatus(kiosk.statusPort);
    const [window = ''] = await until('the window', () =>
      Promise.resolve(screen.windows(kiosk.child.pid ?? -1)).then((found) =>
        found.length === 0 ? undefined : found,
      ),
    );
    await stage.scanAndApprove();

    for (let death = 1; death <= DEATHS; death += 1) {
      const drawing = await until(`the process that draws, for death ${String(death)}`, () =>
        Promise.resolve(kiosk.children('gpu-process')[0]),
      );
      process.kill(drawing, 'SIGKILL');
      await until('its end', () =>
        Promise.resolve(kiosk.children('gpu-process').includes(drawing) ? undefined : true),
      );
      expect(kiosk.isAlive()).toBe(true);
    }
    for (const kind of ['renderer', 'utility']) {
      const [victim] = kiosk.children(kind);
      if (victim === undefined) throw new Error(`There is no ${kind}.`);
      process.kill(victim, 'SIGKILL');
      await until(`another ${kind}`, () =>
        Promise.resolve(kiosk.children(kind).find((pid) => pid !== victim)),
      );
    }

    const before = screen.picture();
    await stage.choose(kiosk.statusPort, 'B1');
    const sale = await stage.settledSale();
    expect(sale).toMatchObject({ outcome: MODE.outcome, price: 2500, captured: 2500 });
    // It draws again: the sale is seen.
    await until('another picture', () =>
      Promise.resolve(screen.changedSince(before) > 0.005 ? true : undefined),
    );
    expect(screen.windows(kiosk.child.pid ?? -1)).toEqual([window]);

    for (const zygote of kiosk.children('zygote')) process.kill(zygote, 'SIGKILL');
    await stage.readyStatus(kiosk.statusPort);
    await stage.scanAndApprove();
    await stage.choose(kiosk.statusPort, 'A1');
    await until('the second sale', async () =>
      (await stage.sales()).filter(({ state }) => state === 'settled').length === 2
        ? true
        : undefined,
    );
    expect(await kiosk.stop()).toBe(0);
  } finally {
    await kiosk.stop();
    await screen.close();
    await stage.close();
  }
});
