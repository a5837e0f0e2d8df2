import { bareSnapshot } from '#core/kiosk/bare-snapshot.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';

const BARE = bareSnapshot({
  revision: 1,
  atMs: 0,
  version: '1',
  service: { session: undefined, hasPeople: true, doorWait: undefined },
  screen: { language: 'en', theme: 'auto', gloveMode: false, panel: 'auto', sound: false },
});

/** A machine that is ready and has not sold anything. */
export const SNAPSHOT: KioskSnapshot = {
  ...BARE,
  machineId: 'vm-0001',
  location: 'Canteen A',
  state: 'ready',
  reasons: [],
  relay: { state: 'up', latencyMs: 4, detail: '' },
  hardware: { state: 'up', machine: 'enabled', detail: '' },
  machine: {
    ...BARE.machine,
    capabilities: {
      ...BARE.machine.capabilities,
      keypad: true,
      machineDisplay: true,
      preauthSession: true,
      cashSale: true,
    },
    isInServiceMode: true,
  },
  qr: { svg: '<svg>QR-PICTURE</svg>', content: 'https://qr', fetchedAtMs: 0 },
};
