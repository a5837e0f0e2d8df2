import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-700.css';
import './theme/tokens.css';
import './theme/common.module.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { kioskBridge } from './bridge.ts';
import { startTexts } from './locales/index.ts';
import { storeSnapshot, tick } from './store/kiosk-store.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { followScreenSettings, useScreenSettings } from './store/screen-settings.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

startTexts(useScreenSettings.getState().language);
const bridge = kioskBridge();
const receive = (snapshot: KioskSnapshot): void => {
  storeSnapshot(snapshot);
  followScreenSettings(snapshot);
};
bridge.onSnapshot(receive);
// Refused while main is still opening its stores: then it sends the first snapshot by itself.
bridge.getSnapshot({}).then(
  (answer) => {
    if (answer.ok) receive(answer.value);
  },
  () => undefined,
);
setInterval(tick, 1_000);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
