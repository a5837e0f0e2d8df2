import { once } from 'node:events';
import { WebSocket } from 'ws';
import { json } from '../../scripts/programs.ts';

/** What the page shows, drawn: the machine's state, and the state of the sale. */
export interface Shown {
  readonly state: string | null;
  readonly sale: string | null;
}

/** Answers after the next picture was drawn, so a page that nobody draws never answers. */
const LOOK = `new Promise((answer) => requestAnimationFrame(() => {
  const stateOf = (name) => document.querySelector('[data-testid="' + name + '"]')?.dataset.state ?? null;
  answer({ state: stateOf('state'), sale: stateOf('sale') });
}))`;
const ANSWER_MS = 400;

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

interface Reply {
  readonly result?: { readonly result?: { readonly value?: Shown } };
}

async function askPage(url: string, signal: AbortSignal): Promise<Shown | undefined> {
  const socket = new WebSocket(url);
  try {
    await once(socket, 'open', { signal });
    const params = { expression: LOOK, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const [data]: unknown[] = await once(socket, 'message', { signal });
    const { result }: Reply = JSON.parse(String(data));
    return result?.result?.value;
  } finally {
    socket.on('error', () => undefined);
    socket.terminate();
  }
}

/** Looks at the window's page from outside, through the debugger of an unpacked build. @returns undefined: it shows nothing */
export async function lookAtPage(debugPort: number): Promise<Shown | undefined> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  try {
    const list = `http://127.0.0.1:${String(debugPort)}/json/list`;
    const targets = await json<readonly Target[]>(list, { signal });
    const page = targets.find(({ type }) => type === 'page');
    return page && (await askPage(page.webSocketDebuggerUrl, signal));
  } catch {
    return undefined;
  }
}
