import { describe, expect, it } from 'vitest';
import { windowArguments } from '../../../src/main/command-line.ts';
import { isOurSender } from '../../../src/main/ipc/guard-sender.ts';
import { fileOf } from '../../../src/main/window/app-protocol.ts';

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
  });

  it.each([
    [['--status-port', '9']],
    [['--data-dir', '--status-port']],
    [['--data-dir', '/d', '--status-port', '70000']],
    [['--data-dir', '/d', '--window-size', 'big']],
  ])('refuses %j', (typed) => {
    expect(() => windowArguments(typed)).toThrow(/--/);
  });
});
