import { brandOn } from '../market/brand.ts';
import { marketDay } from '../time/market-day.ts';
import { marketOf, type Currency } from '../money/money.ts';
import { operatorOf, type Settings } from '../settings/settings.ts';
import {
  fingerprintOf,
  sheetContent,
  type SheetContent,
  type SheetFacts,
} from '../sheet/content.ts';
import { POSTED_KINDS, type PostedKind } from '../sheet/paper.ts';

export interface SheetSources {
  readonly machineId: string;
  readonly location: string | undefined;
  readonly currency: Currency;
  /** What the QR encodes; undefined: it was never fetched. */
  readonly code: string | undefined;
  readonly settings: Settings;
  readonly slots: SheetFacts['slots'];
  /** Wall clock: the brand is the one of the market's day. */
  readonly atMs: number;
}

/** What would be printed now; undefined while the QR is not known. */
export function currentSheet({
  code,
  settings,
  atMs,
  ...rest
}: SheetSources): SheetContent | undefined {
  if (code === undefined) return undefined;
  return sheetContent({
    ...rest,
    brand: brandOn(marketDay(marketOf(rest.currency), atMs)),
    code,
    languages: settings.sheetLanguages,
    operator: operatorOf(settings),
  });
}

/** `unprinted`: nothing was ever printed or saved here. `outdated`: something that hangs says what is no longer so. */
export type SheetState = 'unprinted' | 'current' | 'outdated';

/** How what hangs on the machine stands to what is so now. */
export function sheetStateOf(
  now: SheetContent | undefined,
  printed: (kind: PostedKind) => SheetContent | undefined,
): SheetState {
  const hanging = POSTED_KINDS.flatMap((kind) => {
    const content = printed(kind);
    return content === undefined ? [] : [{ kind, content }];
  });
  if (hanging.length === 0) return 'unprinted';
  const isOld = hanging.some(
    ({ kind, content }) =>
      now !== undefined && fingerprintOf(content, kind) !== fingerprintOf(now, kind),
  );
  return isOld ? 'outdated' : 'current';
}
