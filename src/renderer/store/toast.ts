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

/** The one message that lies over the end of the screen for a while. */
export const useToast = create<ToastState>(() => ({ toast: undefined }));

/** Long enough to read two lines and find the button in a glove. */
const SHOWN_MS = 10_000;

let lastId = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function dropToast(): void {
  clearTimeout(timer);
  useToast.setState({ toast: undefined });
}

/** Stays its time, whatever screen is gone to meanwhile. */
function show(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  clearTimeout(timer);
  timer = setTimeout(dropToast, SHOWN_MS);
  useToast.setState({ toast: { ...toast, id: lastId } });
}

/** Says that something is done; `undo` is the sequence of the change. */
export function sayDone(text: string, undo?: number): void {
  show({ text, tone: 'done', undo });
}

/** Says why something was not done. */
export function sayRefused(text: string): void {
  show({ text, tone: 'refused', undo: undefined });
}
