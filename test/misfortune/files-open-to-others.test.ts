import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStage, HEADLESS, run, type Stage } from '../support/stage.ts';
import { WINDOW_MODES } from './modes/window.ts';

const MODE = WINDOW_MODES['files-open-to-others'];
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Every file and folder of the kiosk, and what the relay keeps, with its mode. */
function modes(stage: Stage): Readonly<Record<string, string>> {
  const kept = readdirSync(stage.dataDir).map((name) => join(stage.dataDir, name));
  const relay = readdirSync(stage.folder)
    .filter((name) => name.startsWith('relay.db'))
    .map((name) => join(stage.folder, name));
  const all = [stage.dataDir, ...kept, ...relay];
  return Object.fromEntries(all.map((path) => [path.slice(stage.folder.length + 1), modeOf(path)]));
}

function expectPrivate(stage: Stage): void {
  const found = modes(stage);
  expect(Object.keys(found)).toEqual(
    expect.arrayContaining([
      'kiosk/kiosk.json',
      'kiosk/kiosk.db',
      'kiosk/kiosk.db-wal',
      'relay.db',
    ]),
  );
  expect(found['kiosk']).toBe('700');
  const wider = Object.entries(found).filter(([name, mode]) => name !== 'kiosk' && mode !== '600');
  expect(wider).toEqual([]);
}

async function sellOne(stage: Stage): Promise<void> {
  const kiosk = await stage.startKiosk();
  await stage.readyStatus(kiosk.statusPort);
  await stage.scanAndApprove();
  await stage.choose(kiosk.statusPort, 'B1');
  expect(await stage.settledSale()).toMatchObject({ outcome: MODE.outcome, captured: 2500 });
  expectPrivate(stage);
  await kiosk.stop();
}

let before = 0;
beforeEach(() => {
  before = process.umask(0o022);
});
afterEach(() => {
  process.umask(before);
});

for (const umask of [0o000, 0o022]) {
  test(`with umask ${umask.toString(8).padStart(3, '0')} nobody else on the computer reads money or secrets`, async () => {
    process.umask(umask);
    const stage = await createStage();
    try {
      await sellOne(stage);
      const exported = join(stage.folder, 'export.csv');
      await run([HEADLESS, 'catalogue', 'export', exported, '--data-dir', stage.dataDir]);
      expect(modeOf(exported)).toBe('600');
    } finally {
      await stage.close();
    }
  });
}

test('what an earlier version left open is closed at the start', async () => {
  const stage = await createStage();
  try {
    await stage.relay.stop();
    for (const path of Object.keys(modes(stage))) {
      chmodSync(join(stage.folder, path), path === 'kiosk' ? 0o777 : 0o666);
    }
    // Electron's own folder lies there too.
    mkdirSync(join(stage.dataDir, 'window'), { mode: 0o700 });
    stage.relay = await stage.startRelay();
    const kiosk = await stage.startKiosk();
    await stage.readyStatus(kiosk.statusPort);
    const { 'kiosk/window': window, ...found } = modes(stage);
    expect(window).toBe('700');
    expect(new Set(Object.values(found))).toEqual(new Set(['700', '600']));
    expect(found['kiosk']).toBe('700');
    await kiosk.stop();
  } finally {
    await stage.close();
  }
});

test('a folder that is not the kiosk’s alone keeps its mode, and its files are closed all the same', async () => {
  const stage = await createStage();
  try {
    mkdirSync(join(stage.dataDir, 'of-others'));
    writeFileSync(join(stage.dataDir, 'of-others', 'note.txt'), 'not ours');
    chmodSync(stage.dataDir, 0o755);
    chmodSync(join(stage.dataDir, 'kiosk.json'), 0o644);
    const kiosk = await stage.startKiosk();
    await stage.readyStatus(kiosk.statusPort);
    expect(modeOf(stage.dataDir)).toBe('755');
    expect(modeOf(join(stage.dataDir, 'kiosk.json'))).toBe('600');
    expect(modeOf(join(stage.dataDir, 'kiosk.db'))).toBe('600');
    expect(kiosk.stderr()).toContain('kiosk.data-directory-open');
    await kiosk.stop();
  } finally {
    await stage.close();
  }
});
