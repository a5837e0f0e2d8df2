import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Result } from '#core/result.ts';

export interface IpcError {
  readonly code: 'ipc/foreign-sender' | 'ipc/invalid-argument' | 'ipc/failed';
  readonly message: string;
}

/** What the window may ask of main: one method per intention, one named-parameters object in. */
export interface KioskCalls {
  getSnapshot(input: Readonly<Record<string, never>>): Promise<Result<KioskSnapshot, IpcError>>;
}

/** The whole of `window.kiosk`. */
export interface KioskBridge extends KioskCalls {
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): () => void;
}
