/** The kiosk's window as it stands in the sources: built when they have changed, and run unpacked on a real Electron. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { electronDist } from './electron-dist.ts';
import { ROOT } from './programs.ts';

/** wireit knows whether anything has changed. Silent, unless it fails. */
export async function buildWindow(): Promise<void> {
  try {
    await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: ROOT });
  } catch (error) {
    const { stdout = '', stderr = '' }: { stdout?: string; stderr?: string } = Object(error);
    throw new Error(`The window cannot be built:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Chromium's sandbox refuses to run for root; a normal user's kiosk keeps it. */
export const ROOT_ONLY: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** What runs an app's folder; the kiosk's when nothing is said. */
export async function electronCommand(
  folder = ROOT,
): Promise<{ readonly command: string; readonly args: readonly string[] }> {
  const { executable } = await electronDist();
  return { command: executable, args: [folder, ...ROOT_ONLY] };
}
