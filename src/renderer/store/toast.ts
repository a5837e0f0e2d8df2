import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
  /** Sequence of the change that Undo reverts. */
  readonly undo: number | undefined;
}

interface ToastState {
  readonly toast: Toast | undefined;
}

/** The one message over the end of the screen. */
export const useToast = create<ToastState>(() => ({ toast: undefined }));

/** Time to read two lines and hit the button in gloves. */
const SHOWN_MS = 10_000;

let lastId = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function dropToast(): void {
  clearTimeout(timer);
  useToast.setState({ toast: undefined });
}

/** Stays its full time, even when the screen changes. */
function show(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  clearTimeout(timer);
  timer = setTimeout(dropToast, SHOWN_MS);
  useToast.setState({ toast: { ...toast, id: lastId } });
}

/** Shows a success; `undo` is the sequence of the change. */
export function sayDone(text: string, undo?: number): void {
  show({ text, tone: 'done', undo });
}

/** Shows why something was refused. */
export function sayRefused(text: string): void {
  show({ text, tone: 'refused', undo: undefined });
}
