import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
  /** The change that one tap takes back. */
  readonly undo: number | undefined;
}

interface ToastState {
  readonly toast: Toast | undefined;
}

/** The one message that lies over the foot of the screen for a while. */
export const useToast = create<ToastState>(() => ({ toast: undefined }));

let lastId = 0;

/** Says that something is done; `undo` is the sequence of the change. */
export function sayDone(text: string, undo?: number): void {
  lastId += 1;
  useToast.setState({ toast: { id: lastId, text, tone: 'done', undo } });
}

/** Says why something was not done. */
export function sayRefused(text: string): void {
  lastId += 1;
  useToast.setState({ toast: { id: lastId, text, tone: 'refused', undo: undefined } });
}

export function dropToast(): void {
  useToast.setState({ toast: undefined });
}
