/** The panel's own light. */
export interface Backlight {
  /** False: this panel's brightness cannot be set from here. */
  isThere(): boolean;
  /** 10-100 %. False: the computer does not let us. */
  set(percent: number): boolean;
}
