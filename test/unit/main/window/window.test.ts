import { describe, expect, it } from 'vitest';
import {
  refuseForeignSwitches,
  windowArguments,
} from '../../../../src/main/window/command-line.ts';
import { isOurSender } from '../../../../src/main/ipc/guard-sender.ts';
import { fileOf } from '../../../../src/main/window/app-protocol.ts';
import { isForThePage } from '../../../../src/main/window/keys.ts';

describe('the window’s own addresses', () => {
  it('are files of its folder and nothing else', () => {
    expect(fileOf('app://kiosk/index.html', '/app')).toBe('/app/index.html');
    expect(fileOf('app://kiosk/assets/a.js', '/app')).toBe('/app/assets/a.js');
    expect(fileOf('app://kiosk/../secret.js', '/app')).toBe('/app/secret.js');
    expect(fileOf('app://kiosk/%2e%2e%2fkiosk.html', '/app')).toBeUndefined();
    expect(fileOf('app://kiosk/kiosk.json', '/app')).toBeUndefined();
    expect(fileOf('app://elsewhere/index.html', '/app')).toBeUndefined();
    expect(fileOf('https://kiosk/index.html', '/app')).toBeUndefined();
    expect(fileOf('app://kiosk/%E0%A4%A.html', '/app')).toBeUndefined();
    expect(fileOf('not an address', '/app')).toBeUndefined();
  });
});

describe('a call over the bridge', () => {
  it('counts only from the main frame of our own page', () => {
    const origin = 'app://kiosk';
    expect(isOurSender({ url: 'app://kiosk/index.html', parent: null }, origin)).toBe(true);
    expect(isOurSender({ url: 'app://kiosk/index.html', parent: {} }, origin)).toBe(false);
    expect(isOurSender({ url: 'https://example.org/', parent: null }, origin)).toBe(false);
    expect(isOurSender({ url: '', parent: null }, origin)).toBe(false);
    expect(isOurSender(null, origin)).toBe(false);
  });
});

describe('the window’s command line', () => {
  it('passes over the switches of Electron and its drivers', () => {
    const typed = ['-r', '/x/loader.js', '--inspect=0', '.', '--no-sandbox', '--data-dir', '/d'];
    expect(windowArguments(typed)).toEqual({
      dataDir: '/d',
      statusPort: undefined,
      size: undefined,
    });
    expect(
      windowArguments(['--data-dir=/d', '--status-port=9', '--window-size=1024x600']),
    ).toMatchObject({ statusPort: 9, size: { width: 1024, height: 600 } });
    const beside = ['--data-dir', '/d', '--window-size', '640x800', '--window-at', '640,0'];
    expect(windowArguments(beside)).toMatchObject({
      size: { width: 640, height: 800 },
      at: { x: 640, y: 0 },
    });
  });

  it.each([
    [['--status-port', '9']],
    [['--data-dir', '--status-port']],
    [['--data-dir', '/d', '--status-port', '70000']],
    [['--data-dir', '/d', '--window-size', 'big']],
    [['--data-dir', '/d', '--window-at', 'left']],
  ])('refuses %j', (typed) => {
    expect(() => windowArguments(typed)).toThrow(/--/);
  });

  it('of the product takes its own options and the switches of a display, and no other', () => {
    const known = ['--data-dir', '/d', '--status-port=9', '--no-sandbox', '--ozone-platform=x11'];
    expect(() => {
      refuseForeignSwitches(known);
    }).not.toThrow();
  });

  it.each([
    '--remote-debugging-port=9222',
    '-remote-debugging-port=9222',
    ' --remote-debugging-pipe ',
    '--inspect',
    '--',
    '--no-sandbox-at-all',
  ])('of the product refuses “%s”, wherever it stands', (word) => {
    expect(() => {
      refuseForeignSwitches(['--data-dir', word, '/d']);
    }).toThrow(/is not an option of this program; it takes --data-dir/);
  });
});

describe('a key', () => {
  const plain = { control: false, alt: false, meta: false };
  it('that types or moves is for the page', () => {
    for (const key of ['a', 'Å', '5', ' ', '😀', 'Tab', 'Enter', 'ArrowLeft', 'Shift']) {
      expect(isForThePage({ ...plain, key }), key).toBe(true);
    }
  });
  it('of a shortcut, of the program or of a browser is for nobody', () => {
    for (const key of ['F5', 'F12', 'BrowserBack', 'ContextMenu', 'Alt', 'ZoomIn', 'Print']) {
      expect(isForThePage({ ...plain, key }), key).toBe(false);
    }
    for (const held of ['control', 'alt', 'meta']) {
      expect(isForThePage({ ...plain, [held]: true, key: 'w' }), held).toBe(false);
      expect(isForThePage({ ...plain, [held]: true, key: 'Tab' }), held).toBe(false);
    }
  });
});
