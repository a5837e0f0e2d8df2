/** The kiosk's window as it stands in the sources: built when they have changed, and run unpacked on a real Electron. */
import { spawnSync } from 'node:child_process';
import { electronDist } from './electron-dist.ts';
import { ROOT } from './programs.ts';

/** wireit knows whether anything has changed. Silent, unless it fails. */
export function buildWindow(): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The window cannot be built:\n${stdout}${stderr}`);
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
