import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-700.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { kioskBridge } from './bridge.ts';
import { startTexts } from './locales/index.ts';
import { mirror, tick } from './store/kiosk-store.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { followScreen, useScreenSettings } from './store/screen-settings.ts';
import { Theme } from './theme/Theme.tsx';
import './theme/mantine.ts';
import './theme/tokens.css';
import './touch/touch.css';
import './frame/frame.css';
import './screens/screens.css';
import './screens/machine/machine.css';
import './screens/refill/refill.css';
import './screens/sheet/sheet.css';
import './screens/products/products.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

startTexts(useScreenSettings.getState().language);
const bridge = kioskBridge();
const hear = (snapshot: KioskSnapshot): void => {
  mirror(snapshot);
  followScreen(snapshot);
};
bridge.onSnapshot(hear);
void bridge.getSnapshot({}).then((answer) => {
  if (answer.ok) hear(answer.value);
});
setInterval(tick, 1_000);
createRoot(root).render(
  <StrictMode>
    <Theme>
      <App />
    </Theme>
  </StrictMode>,
);
