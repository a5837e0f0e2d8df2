import type { KioskBridge } from '#contract/ipc/bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly kiosk: KioskBridge;
  }
}

/** The only reader of `window.kiosk`. */
export function kioskBridge(): KioskBridge {
  return window.kiosk;
}
