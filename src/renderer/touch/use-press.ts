import { useRef, type MouseEvent, type PointerEvent } from 'react';

/** A finger that slides further than this did not mean the button. */
const SLIDE_PX = 30;
/** Two presses at one spot within this time are one: a bouncing finger, or a new button under the same finger. */
const DOUBLE_TAP_MS = 250;
/** Keys are typed faster than buttons are pressed; only the bounce is kept out. */
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

/** What makes an element pressable: within 30 px of where the finger went down, and not twice by accident. */
export function usePress(onPress: () => void, guardMs = DOUBLE_TAP_MS): PressHandlers {
  const down = useRef<Spot | undefined>(undefined);
  return {
    onPointerDown: (event) => {
      down.current = { x: event.clientX, y: event.clientY };
    },
    onClick: (event) => {
      // A key or an assistive program clicks without a place.
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
