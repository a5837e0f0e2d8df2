import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-700.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { kioskBridge } from './bridge.ts';
import './tokens.css';
import './screen.css';
import { mirror, tick, useKiosk } from './store/kiosk-store.ts';
import { startTexts } from './text.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

startTexts(useKiosk.getState().language);
const bridge = kioskBridge();
bridge.onSnapshot(mirror);
void bridge.getSnapshot({}).then((answer) => {
  if (answer.ok) mirror(answer.value);
});
setInterval(tick, 1_000);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
