import { useEffect, useState } from 'react';
import { useScreenSettings } from '../store/screen-settings.ts';
import { pxPerMm } from '#core/settings/screen.ts';
import { isLow, railShape, type RailShape } from './panel.ts';

export interface PanelSize {
  readonly pixelsPerMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly rail: RailShape;
  readonly isLow: boolean;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
}

function windowSize(): Pixels {
  return { width: window.innerWidth, height: window.innerHeight };
}

/** Size of the panel in millimetres: as set, else estimated from its pixels. */
export function usePanel(): PanelSize {
  const [size, setSize] = useState(windowSize);
  const panel = useScreenSettings((state) => state.panel);
  const isGloved = useScreenSettings((state) => state.isGloved);
  useEffect(() => {
    const measure = (): void => {
      setSize(windowSize());
    };
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('resize', measure);
    };
  }, []);
  const density = pxPerMm(panel, { widthPx: size.width, heightPx: size.height });
  const widthMm = size.width / density;
  const heightMm = size.height / density;
  return {
    pixelsPerMm: density,
    widthMm,
    heightMm,
    rail: railShape({ widthMm, heightMm, isGloved }),
    isLow: isLow({ heightMm, isGloved }),
  };
}
