import { useRef, type MouseEvent, type PointerEvent } from 'react';

/** A finger that slides further did not mean the button. */
const SLIDE_PX = 30;
/** Presses within this time count once: a bouncing finger, or a new button under the same finger. */
const DOUBLE_TAP_MS = 250;
/** Shorter for keys, which are typed quickly: filters out only the bounce. */
export const TYPING_MS = 60;

interface Spot {
  readonly x: number;
  readonly y: number;
}

let lastPress: (Spot & { readonly atMs: number }) | undefined;

function isFar(from: Spot, to: Spot): boolean {
  return Math.hypot(from.x - to.x, from.y - to.y) > SLIDE_PX;
}

interface PressHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
}

/** Press handlers: ignores slides beyond 30 px and accidental double taps. */
export function usePress(onPress: () => void, guardMs = DOUBLE_TAP_MS): PressHandlers {
  const down = useRef<Spot | undefined>(undefined);
  return {
    onPointerDown: (event) => {
      down.current = { x: event.clientX, y: event.clientY };
    },
    onClick: (event) => {
      // Keyboards and assistive technology click without coordinates.
      const isPointer = event.detail > 0;
      const spot = { x: event.clientX, y: event.clientY };
      if (isPointer) {
        if (down.current !== undefined && isFar(down.current, spot)) return;
        const isSoon = lastPress !== undefined && event.timeStamp - lastPress.atMs < guardMs;
        if (isSoon && lastPress !== undefined && !isFar(lastPress, spot)) return;
        lastPress = { ...spot, atMs: event.timeStamp };
      }
      onPress();
    },
  };
}
