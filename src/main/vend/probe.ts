import { decodeResponse } from '#contract/qibixx/responses.ts';
import { createLineDecoder, encodeLine } from '#contract/qibixx/line-decoder.ts';
import { createFrameDecoder } from '#contract/xy/frame-decoder.ts';
import type { Clock } from '#core/base/ports.ts';
import type { FoundLine } from '#core/setup/setup.ts';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transportAt } from './open-transport.ts';
import { BAUD_RATE } from './qibixx/options.ts';
import { XY_BAUD_RATE } from './xy/options.ts';

/** An adapter answers, and a board polls, well within this time. */
const LISTEN_MS = 1_500;
const LOCK_MS = 300;

/** Where Linux gives each serial adapter a name that stays. */
export const BY_ID = '/dev/serial/by-id';

/** The plugged-in adapters that Linux knows by their serial number. */
export function namedLines(folder = BY_ID): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

interface Probe {
  readonly baudRate: number;
  readonly greeting: Uint8Array;
  /** Names the device as soon as its bytes show what it is. */
  readonly detector: () => (bytes: Uint8Array) => string | undefined;
}

function qibixxDetector(): (bytes: Uint8Array) => string | undefined {
  const decoder = createLineDecoder();
  return (bytes) => {
    for (const line of decoder.push(bytes).lines) {
      const said = decodeResponse(line, 2);
      if (said.kind === 'version') return `firmware ${said.firmware}, id ${said.id}`;
    }
    return undefined;
  };
}

function xyDetector(): (bytes: Uint8Array) => string | undefined {
  const decoder = createFrameDecoder();
  return (bytes) => (decoder.push(bytes).frames.length > 0 ? 'a board that polls' : undefined);
}

const PROBES: Readonly<Record<'qibixx' | 'xy', Probe>> = {
  qibixx: { baudRate: BAUD_RATE, greeting: encodeLine('V', 'lf'), detector: qibixxDetector },
  // The board speaks first.
  xy: { baudRate: XY_BAUD_RATE, greeting: new Uint8Array(), detector: xyDetector },
};

async function probeDriver(
  path: string,
  { baudRate, greeting, detector }: Probe,
  clock: Clock,
): Promise<{ readonly found?: string; readonly problem?: string }> {
  const hear = detector();
  let onFound: (found: string | undefined) => void = () => undefined;
  const listening = new Promise<string | undefined>((resolve) => {
    onFound = resolve;
  });
  const opened = await transportAt(baudRate)(path, {
    onBytes: (bytes) => {
      const found = hear(bytes);
      if (found !== undefined) onFound(found);
    },
    onLost: () => {
      onFound(undefined);
    },
  });
  if (!opened.ok) return { problem: opened.error };
  if (greeting.length > 0) await opened.value.write(greeting);
  const cancel = clock.setTimer(LISTEN_MS, () => {
    onFound(undefined);
  });
  const found = await listening;
  cancel();
  await opened.value.close();
  // Linux releases the lock of a tty a moment after it is closed.
  await new Promise<void>((resolve) => {
    clock.setTimer(LOCK_MS, resolve);
  });
  return found === undefined ? {} : { found };
}

/** Finds out which device answers on a line. Asks for a version and listens; switches, sells and turns nothing. */
export async function probe(path: string, clock: Clock): Promise<FoundLine> {
  for (const driver of ['qibixx', 'xy'] as const) {
    const { found, problem } = await probeDriver(path, PROBES[driver], clock);
    if (problem !== undefined) return { path, driver: undefined, detail: problem };
    if (found !== undefined) return { path, driver, detail: found };
  }
  return { path, driver: undefined, detail: 'nothing that is known answers' };
}
