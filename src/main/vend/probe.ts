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

/** An adapter answers, and a board polls, well within this. */
const LISTEN_MS = 1_500;
const LOCK_MS = 300;

/** Where the kernel names each serial adapter for good. */
export const BY_ID = '/dev/serial/by-id';

/** The adapters that are plugged in and have a name of their own. */
export function namedLines(folder = BY_ID): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

interface Try {
  readonly baudRate: number;
  readonly greeting: Uint8Array;
  /** What the bytes so far say it is. */
  readonly ear: () => (bytes: Uint8Array) => string | undefined;
}

function qibixxEar(): (bytes: Uint8Array) => string | undefined {
  const decoder = createLineDecoder();
  return (bytes) => {
    for (const line of decoder.push(bytes).lines) {
      const said = decodeResponse(line, 2);
      if (said.kind === 'version') return `firmware ${said.firmware}, id ${said.id}`;
    }
    return undefined;
  };
}

function xyEar(): (bytes: Uint8Array) => string | undefined {
  const decoder = createFrameDecoder();
  return (bytes) => (decoder.push(bytes).frames.length > 0 ? 'a board that polls' : undefined);
}

const TRIES: Readonly<Record<'qibixx' | 'xy', Try>> = {
  qibixx: { baudRate: BAUD_RATE, greeting: encodeLine('V', 'lf'), ear: qibixxEar },
  // The board speaks first.
  xy: { baudRate: XY_BAUD_RATE, greeting: new Uint8Array(), ear: xyEar },
};

async function tryOne(
  path: string,
  { baudRate, greeting, ear }: Try,
  clock: Clock,
): Promise<{ readonly found?: string; readonly problem?: string }> {
  const hear = ear();
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
  // The lock of a tty outlives its closing by a moment.
  await new Promise<void>((resolve) => {
    clock.setTimer(LOCK_MS, resolve);
  });
  return found === undefined ? {} : { found };
}

/** What answers at the end of a line. Asks a version and listens; nothing is switched, sold or turned. */
export async function probe(path: string, clock: Clock): Promise<FoundLine> {
  for (const driver of ['qibixx', 'xy'] as const) {
    const { found, problem } = await tryOne(path, TRIES[driver], clock);
    if (problem !== undefined) return { path, driver: undefined, detail: problem };
    if (found !== undefined) return { path, driver, detail: found };
  }
  return { path, driver: undefined, detail: 'nothing that is known answers' };
}
