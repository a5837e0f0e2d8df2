import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './stage.ts';

/** Two ttys that are the two ends of one serial line. */
export interface PtyPair {
  readonly simulator: string;
  readonly kiosk: string;
  /** Pid of the process that connects them. */
  readonly pid: number | undefined;
  close(): void;
}

export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-pty-'));
  const [simulator, kiosk] = [join(folder, 'machine'), join(folder, 'kiosk')];
  const cable = spawn('socat', [`pty,rawer,link=${simulator}`, `pty,rawer,link=${kiosk}`]);
  await until('the pty pair', () =>
    Promise.resolve(existsSync(simulator) && existsSync(kiosk) ? true : undefined),
  );
  return {
    simulator,
    kiosk,
    pid: cable.pid,
    close: () => {
      cable.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
