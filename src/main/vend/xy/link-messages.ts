import type { BoardCommand } from '#contract/xy/commands.ts';
import type { Piece } from '../recording.ts';
import type { BoardLinkEvent, SendOutcome } from './board-link.ts';

/** What the kiosk tells its line process. Structured clones over the channel between the two. */
export type LineOrder =
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'send'; readonly id: number; readonly command: BoardCommand }
  | { readonly kind: 'forget' }
  | { readonly kind: 'close' };

/** What the line process tells the kiosk. */
export type LineNews =
  | { readonly kind: 'event'; readonly event: BoardLinkEvent }
  /** It runs, also while the board says nothing that matters here. */
  | { readonly kind: 'alive' }
  /** Bytes that went over the line, for a recording. */
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: SendOutcome }
  | { readonly kind: 'closed' };

/** A line process that runs, whatever kind of process it is. */
export interface LineProcess {
  post(order: LineOrder): void;
  onNews(listener: (news: LineNews) => void): void;
  /** Once, when it is gone. */
  onExit(listener: () => void): void;
  kill(): void;
}

export type SpawnLine = () => LineProcess;

/** Both ends are ours: whatever has a kind is one of theirs. */
function hasKind(message: unknown): message is { readonly kind: unknown } {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

export function isLineNews(message: unknown): message is LineNews {
  return hasKind(message);
}

export function isLineOrder(message: unknown): message is LineOrder {
  return hasKind(message);
}
