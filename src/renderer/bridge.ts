import type { KioskBridge } from '#contract/ipc/bridge.ts';

declare global {
  interface Window {
    /** Set by the preload script. */
    readonly kiosk: KioskBridge;
  }
}

/** The only place that reads `window.kiosk`. */
export function kioskBridge(): KioskBridge {
  return window.kiosk;
}
