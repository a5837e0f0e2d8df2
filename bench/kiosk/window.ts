import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { stop, until } from '../../scripts/programs.ts';
import { ROOT_ONLY } from '../../scripts/window.ts';

/** A packaged program on a display, and how to ask its page. */
export interface OpenWindow {
  readonly child: ChildProcess;
  /** From the start of the program to the first picture that shows what a person needs. */
  readonly usableMs: number;
  stop(): Promise<void>;
}

/**
 * Runs in the page: when the element was first drawn. The browser keeps these times itself, so that nothing has to watch
 * while the program starts.
 */
const FIRST_DRAWN = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const drawn = list.getEntries().find(({ element }) => element?.closest('[data-testid="status"]'));
    if (drawn) resolve(performance.timeOrigin + (drawn.renderTime || drawn.startTime));
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(0), 500);
})`;

async function pageOf(devtools: string): Promise<string> {
  const { host } = new URL(devtools);
  return until('the page', async () => {
    const answer = await fetch(`http://${host}/json/list`);
    const targets: readonly { type: string; webSocketDebuggerUrl: string }[] = JSON.parse(
      await answer.text(),
    );
    return targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
  });
}

async function ask(page: string, expression: string): Promise<unknown> {
  const socket = new WebSocket(page);
  await once(socket, 'open');
  const params = { expression, awaitPromise: true, returnByValue: true };
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
  const [message]: { readonly data: string }[] = await once(socket, 'message');
  socket.close();
  const answer: { readonly result?: { readonly result?: { readonly value?: unknown } } } =
    JSON.parse(message?.data ?? '{}');
  return answer.result?.result?.value;
}

/** Long enough for the picture to be there: asking earlier would slow the start. */
const LOOK_AFTER_MS = 4_000;

export async function openPackaged(
  executable: string,
  words: readonly string[],
  display: string,
): Promise<OpenWindow> {
  const startedAtMs = Date.now();
  const child = spawn(executable, [...ROOT_ONLY, '--remote-debugging-port=0', ...words], {
    env: { ...process.env, DISPLAY: display, VENDSKAP_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const devtools = await until('the page’s address', () =>
    Promise.resolve(/DevTools listening on (\S+)/.exec(said)?.[1]),
  );
  await pause(LOOK_AFTER_MS);
  const page = await pageOf(devtools);
  const drawnAtMs = await until('the screen', async () => {
    const at = Number(await ask(page, FIRST_DRAWN));
    return at > 0 ? at : undefined;
  });
  return {
    child,
    usableMs: drawnAtMs - startedAtMs,
    stop: async () => {
      await stop(child);
    },
  };
}
