import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRealScreen, type RealScreen } from '../support/real-screen.ts';
import { freePort, until } from '../support/stage.ts';

const PRODUCT = join(import.meta.dirname, '../../dist/linux-unpacked/vendskap');
const ROOT_ONLY = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

describe('the product refuses to be debugged', () => {
  let screen: RealScreen;
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    screen = await openRealScreen();
  });
  afterAll(async () => {
    await screen.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    }
  });

  function begin(more: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const dataDir = mkdtempSync(join(tmpdir(), 'vendskap-switches-'));
    folders.push(dataDir);
    const child = spawn(PRODUCT, [...ROOT_ONLY, '--data-dir', dataDir, ...more], {
      env: { ...screen.env, VENDSKAP_LOG: 'fatal', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let said = '';
    child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    return { child, dataDir, said: () => said };
  }

  const REFUSED = [
    '--remote-debugging-port',
    '-remote-debugging-port',
    ' --remote-debugging-port',
    '--remote-debugging-pipe',
    '--remote-debugging-address',
    '--inspect',
    '--inspect-brk',
    '--js-flags',
    '--load-extension',
    '--renderer-cmd-prefix',
    '--disable-web-security',
    '--user-data-dir',
    '--host-rules',
  ];
  for (const name of REFUSED) {
    it(`${name}: one sentence, exit 2, nothing written`, async () => {
      const port = await freePort();
      const { child, dataDir, said } = begin([`${name}=${String(port)}`]);
      const [code] = await once(child, 'exit');
      expect(code).toBe(2);
      expect(said()).toContain(`${name.trim()} is not an option of this program`);
      expect(await isOpen(port)).toBe(false);
      expect(readdirSync(dataDir)).toEqual([]);
    });
  }

  it('the environment makes it neither Node nor a debuggee', async () => {
    const port = await freePort();
    const { child, said } = begin([], {
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--inspect=127.0.0.1:${String(port)}`,
    });
    await until('the window', () => Promise.resolve(screen.windows(child.pid ?? -1)[0]));
    child.kill('SIGUSR1');
    await until('the port to stay closed', async () => !(await isOpen(port)) || undefined);
    expect(await isOpen(9229)).toBe(false);
    expect(said()).not.toContain('Debugger listening');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
