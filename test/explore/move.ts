import type { Told } from './tell.ts';
import type { Scene, World } from './world.ts';

/** One thing that may happen next. */
export interface Move {
  /** In words, for a story. */
  readonly label: string;
  /** It belongs to a world in which nothing more goes wrong. */
  readonly isCalm: boolean;
  readonly told: Told;
}

export type Push = (label: string, isCalm: boolean, told: Told) => void;

/** Only the world changes; nobody tells the sale. */
export function silently(scene: Scene, world: World): Told {
  return { scene: { ...scene, world }, broken: undefined };
}
