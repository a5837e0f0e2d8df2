import type { BoardCommand } from '#contract/xy/commands.ts';
import type { LineBytes } from '../recording.ts';
import type { BoardLinkEvent, SendOutcome } from './board-link.ts';

/** Commands to the line process, sent as structured clones. */
export type LineOrder =
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'send'; readonly id: number; readonly command: BoardCommand }
  | { readonly kind: 'forget' }
  | { readonly kind: 'close' };

/** Reports of the line process. */
export type LineNews =
  | { readonly kind: 'event'; readonly event: BoardLinkEvent }
  /** The line process runs, also while the board has nothing to report. */
  | { readonly kind: 'alive' }
  /** Bytes that went over the line, for a recording. */
  | { readonly kind: 'piece'; readonly piece: LineBytes }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: SendOutcome }
  | { readonly kind: 'closed' };

/** A running line process, a child process or Electron's utility process. */
export interface LineProcess {
  post(order: LineOrder): void;
  onNews(listener: (news: LineNews) => void): void;
  /** Once, when it is gone. */
  onExit(listener: () => void): void;
  kill(): void;
}

export type SpawnLine = () => LineProcess;

/** Both ends are ours, so a `kind` is check enough. */
function hasKind(message: unknown): message is { readonly kind: unknown } {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

export function isLineNews(message: unknown): message is LineNews {
  return hasKind(message);
}

export function isLineOrder(message: unknown): message is LineOrder {
  return hasKind(message);
}
