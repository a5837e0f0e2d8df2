import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './stage.ts';

const XWD_HEADER_WORDS = 25;
const COLOUR_ENTRY = 12;

/** A display with window manager, keyboard and mouse, as a person would use. */
export interface RealScreen {
  readonly env: NodeJS.ProcessEnv;
  /** Runs `xdotool <words>`. */
  hands(...words: string[]): string;
  /** Ids of the visible windows of a process. */
  windows(pid: number): readonly string[];
  /** Share of the pixels that changed since the picture. */
  changedSince(picture: Buffer): number;
  picture(): Buffer;
  close(): Promise<void>;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** The pixels of an X window dump, without its header. */
function pixelsOf(dump: Buffer): Buffer {
  const words = Array.from({ length: XWD_HEADER_WORDS }, (_, at) => dump.readUInt32BE(at * 4));
  const [headerBytes = 0] = words;
  const colours = words[19] ?? 0;
  return dump.subarray(headerBytes + colours * COLOUR_ENTRY);
}

export async function openRealScreen(size = '1024x600'): Promise<RealScreen> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-screen-'));
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-fbdir', folder, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const pipe = server.stdio[3];
  if (pipe === undefined || pipe === null || !('on' in pipe) || !('read' in pipe)) {
    throw new Error('Xvfb tells no display.');
  }
  const [number] = await once(createInterface({ input: pipe }), 'line');
  const env = { ...process.env, DISPLAY: `:${String(number)}` };
  const manager = spawn('openbox', [], { env, stdio: 'ignore' });
  const hands = (...words: string[]): string =>
    spawnSync('xdotool', words, { env, encoding: 'utf8' }).stdout.trim();
  const picture = (): Buffer => pixelsOf(readFileSync(join(folder, 'Xvfb_screen0')));
  await until('the window manager', () =>
    Promise.resolve(hands('get_num_desktops') === '' ? undefined : true),
  );
  return {
    env,
    hands,
    windows: (pid) =>
      hands('search', '--all', '--onlyvisible', '--pid', String(pid), '--name', '.')
        .split('\n')
        .filter((line) => line !== ''),
    picture,
    changedSince: (before) => {
      const now = picture();
      let changed = 0;
      for (let at = 0; at + 4 <= now.length; at += 4) {
        if (now.readUInt32LE(at) !== before.readUInt32LE(at)) changed += 1;
      }
      return changed / (now.length / 4);
    },
    close: async () => {
      await end(manager);
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
