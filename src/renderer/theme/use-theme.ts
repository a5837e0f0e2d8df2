import { useEffect, useState } from 'react';
import { useScreenSettings } from '../store/screen-settings.ts';
import { GAP_MM, TARGET_MM } from './panel.ts';
import { usePanel } from './use-panel.ts';

const DARK = '(prefers-color-scheme: dark)';

function useIsDark(): boolean {
  const choice = useScreenSettings((state) => state.theme);
  const [isSystemDark, setIsSystemDark] = useState(() => window.matchMedia(DARK).matches);
  useEffect(() => {
    const query = window.matchMedia(DARK);
    const followSystem = (): void => {
      setIsSystemDark(query.matches);
    };
    query.addEventListener('change', followSystem);
    return () => {
      query.removeEventListener('change', followSystem);
    };
  }, []);
  return choice === 'auto' ? isSystemDark : choice === 'dark';
}

/** Sets the panel's scale and the light or dark colours on the document. */
export function useTheme(): void {
  const panel = usePanel();
  const isGloved = useScreenSettings((state) => state.isGloved);
  const scheme = useIsDark() ? 'dark' : 'light';
  useEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = scheme;
    root.dataset['gloves'] = isGloved ? 'on' : 'off';
    root.style.setProperty('--mm', `${panel.pixelsPerMm.toFixed(4)}px`);
    root.style.setProperty(
      '--target',
      `calc(${String(isGloved ? TARGET_MM.gloved : TARGET_MM.normal)} * var(--mm))`,
    );
    root.style.setProperty('--gap', `calc(${String(GAP_MM)} * var(--mm))`);
  }, [panel.pixelsPerMm, isGloved, scheme]);
}
