/** Every screen of service mode; each has its entry in frame/screens.ts. */
export type ScreenName =
  | 'home'
  | 'machine'
  | 'slot'
  | 'newSlot'
  | 'learn'
  | 'prices'
  | 'manyPrices'
  | 'refill'
  | 'pickList'
  | 'sales'
  | 'sale'
  | 'sheet'
  | 'printers'
  | 'operator'
  | 'posted'
  | 'products'
  | 'reviews'
  | 'reports'
  | 'maximum'
  | 'health'
  | 'motors'
  | 'devices'
  | 'temperature'
  | 'speed'
  | 'traffic'
  | 'past'
  | 'support'
  | 'licences'
  | 'settings'
  | 'panel'
  | 'people'
  | 'person'
  | 'changes'
  | 'setup'
  | 'setupStep';

/** Everything that can be shown. `more` is the frame's own page of tiles. */
export type Shown = ScreenName | 'more';

/** What a screen shows, such as `{ reference }`. */
export type ScreenParams = Readonly<Record<string, string>>;

export interface ScreenProps {
  readonly params: ScreenParams;
}
