import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRealScreen, type RealScreen } from '../support/real-screen.ts';
import { until } from '../support/stage.ts';

/** The product itself, as it lies in the AppImage: no driver can reach it, only hands. */
const PRODUCT = join(import.meta.dirname, '../../dist/linux-unpacked/vendskap');
const ROOT_ONLY = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
/** The pointer, a focus mark and the clock may change; a zoom, a menu or a tool changes far more. */
const SAME_PICTURE = 0.02;

describe('a keyboard and a mouse at the product', () => {
  let screen: RealScreen;
  let product: ChildProcess;
  let window = '';
  let before: Buffer;
  const dataDir = mkdtempSync(join(tmpdir(), 'vendskap-keys-'));
  const pid = (): number => product.pid ?? -1;
  const isAlive = (): boolean => product.exitCode === null && product.signalCode === null;

  async function open(): Promise<void> {
    product = spawn(PRODUCT, [...ROOT_ONLY, '--data-dir', dataDir], {
      env: { ...screen.env, VENDSKAP_LOG: 'fatal' },
      stdio: 'ignore',
    });
    window = await until('the window', () => Promise.resolve(screen.windows(pid())[0]));
    screen.hands('mousemove', '5', '5', 'windowfocus', '--sync', window);
    let last = screen.picture();
    let quiet = 0;
    before = await until('a picture that stands still', () => {
      quiet = screen.changedSince(last) === 0 ? quiet + 1 : 0;
      last = screen.picture();
      return Promise.resolve(quiet >= 40 ? last : undefined);
    });
  }

  beforeAll(async () => {
    screen = await openRealScreen();
    await open();
  });
  afterAll(async () => {
    if (isAlive()) {
      const ended = once(product, 'exit');
      product.kill('SIGTERM');
      await ended;
    }
    await screen.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Long enough for what the keys would do; then everything is as it was. */
  async function expectNothing(): Promise<void> {
    let looks = 0;
    await until('one second', () => {
      looks += 1;
      return Promise.resolve(looks > 40 ? true : undefined);
    });
    expect(isAlive()).toBe(true);
    expect(screen.windows(pid())).toEqual([window]);
    expect(screen.changedSince(before)).toBeLessThan(SAME_PICTURE);
  }

  const KEYS = [
    'ctrl+m',
    'ctrl+shift+i',
    'F12',
    'F11',
    'F10',
    'alt',
    'alt+f',
    'ctrl+r',
    'F5',
    'ctrl+n',
    'ctrl+p',
    'alt+Left',
    'ctrl+plus',
    'ctrl+KP_Add',
    'ctrl+minus',
    'ctrl+w',
    'ctrl+shift+w',
    'ctrl+F4',
    'ctrl+q',
    'alt+F4',
  ];
  for (const keys of KEYS) {
    it(`${keys} does nothing`, async () => {
      screen.hands('key', '--clearmodifiers', keys, keys, keys);
      await expectNothing();
    });
  }

  it('Ctrl and the wheel zoom nothing', async () => {
    screen.hands('keydown', 'ctrl', 'click', '--repeat', '5', '4', 'keyup', 'ctrl');
    await expectNothing();
  });

  it('the right and the side buttons of a mouse open nothing', async () => {
    screen.hands('click', '3', 'click', '8', 'click', '9');
    await expectNothing();
  });

  it('ends with 0 when the system says so', async () => {
    const ended = once(product, 'exit');
    product.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
