/** The kiosk's window from source: rebuilt when it changed, run unpacked on a real Electron. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { electronDist } from './electron-dist.ts';
import { ROOT } from './programs.ts';

/** wireit skips the build if nothing changed. Silent unless it fails. */
export async function buildWindow(): Promise<void> {
  try {
    await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: ROOT });
  } catch (error) {
    const { stdout = '', stderr = '' }: { stdout?: string; stderr?: string } = Object(error);
    throw new Error(`The window cannot be built:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Chromium's sandbox does not work for root; other users keep it. */
export const ROOT_ONLY: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The command that runs an app's folder; default: the kiosk's. */
export async function electronCommand(
  folder = ROOT,
): Promise<{ readonly command: string; readonly args: readonly string[] }> {
  const { executable } = await electronDist();
  return { command: executable, args: [folder, ...ROOT_ONLY] };
}
