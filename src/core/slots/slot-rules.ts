import {
  formatShort,
  isPayable,
  LARGEST_MINOR,
  SMALLEST_MINOR,
  type Currency,
} from '../money/money.ts';
import { isPlainLine } from '../base/text.ts';
import type { VatCategory } from '../market/vat-category.ts';
import type { SlotPlace } from './slot.ts';

/** What a person may change of a slot. */
export interface SlotFields {
  readonly item: number;
  readonly product: string;
  readonly priceMinor: number;
  readonly vatCategory: VatCategory;
  readonly stock: number;
  readonly capacity: number;
  readonly minimumAge: number;
  readonly allergens: string;
  readonly isBlocked: boolean;
  readonly place: SlotPlace;
}
export type SlotField = keyof SlotFields;

/** Why a slot cannot be as somebody wants it; the screen has a sentence for each (`refusal.<code>`). */
export const SLOT_PROBLEMS = [
  'slot-selection-form',
  'slot-selection-taken',
  'slot-item-form',
  'slot-item-taken',
  'slot-product-form',
  'slot-price-form',
  'slot-price-above-cap',
  'slot-stock-form',
  'slot-stock-above-capacity',
  'slot-capacity-form',
  'slot-age-form',
  'slot-allergens-form',
  'slot-place-form',
  'slot-place-taken',
] as const;

export interface SlotProblem {
  readonly code: (typeof SLOT_PROBLEMS)[number] | 'no-such-slot' | 'changed-meanwhile';
  /** What the sentence names. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** The bounds that the screen tells beforehand. */
export const SLOT_BOUNDS = {
  selectionLength: 8,
  /** MDB has no item above 65,534; 65,535 is “not told”. */
  item: { least: 1, most: 65_534 },
  /** Characters that fit on a tile and on the sheet. */
  productLength: 30,
  allergensLength: 120,
  stock: { least: 0, most: 999 },
  capacity: { least: 1, most: 999 },
  minimumAge: { least: 0, most: 99 },
  trayLength: 4,
  column: { least: 0, most: 99 },
  width: { least: 1, most: 12 },
} as const;

/** What can be pressed on a keypad. */
export function isSelection(text: string): boolean {
  return /^[0-9A-Za-z]+$/.test(text) && text.length <= SLOT_BOUNDS.selectionLength;
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}
type Values = SlotProblem['values'];

function isWithin(value: number, { least, most }: Bounds): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Printable characters, at least one and at most so many. */
function isText(value: string, most: number): boolean {
  return isPlainLine(value) && value.trim() !== '' && Array.from(value).length <= most;
}

function placeProblem(place: SlotPlace): Values | undefined {
  const { column, width, trayLength: most } = SLOT_BOUNDS;
  const isRight =
    isText(place.tray, most) && isWithin(place.column, column) && isWithin(place.width, width);
  return isRight ? undefined : { most, columns: column.most, width: width.most };
}

function bounded(value: number, bounds: Bounds): Values | undefined {
  return isWithin(value, bounds) ? undefined : { ...bounds };
}

/** For each field: what is wrong with this value by itself. */
const RULES: {
  readonly [F in Exclude<SlotField, 'isBlocked' | 'priceMinor' | 'vatCategory'>]: (
    value: SlotFields[F],
  ) => Values | undefined;
} = {
  item: (value) => bounded(value, SLOT_BOUNDS.item),
  product: (value) =>
    isText(value, SLOT_BOUNDS.productLength) ? undefined : { most: SLOT_BOUNDS.productLength },
  stock: (value) => bounded(value, SLOT_BOUNDS.stock),
  capacity: (value) => bounded(value, SLOT_BOUNDS.capacity),
  minimumAge: (value) => bounded(value, SLOT_BOUNDS.minimumAge),
  allergens: (value) =>
    value === '' || isText(value, SLOT_BOUNDS.allergensLength)
      ? undefined
      : { most: SLOT_BOUNDS.allergensLength },
  place: placeProblem,
};

const CODES = {
  item: 'slot-item-form',
  product: 'slot-product-form',
  stock: 'slot-stock-form',
  capacity: 'slot-capacity-form',
  minimumAge: 'slot-age-form',
  allergens: 'slot-allergens-form',
  place: 'slot-place-form',
} as const satisfies Record<keyof typeof RULES, SlotProblem['code']>;

const CHECKED_FIELDS = ['item', 'product', 'stock', 'capacity', 'minimumAge', 'allergens'] as const;

/** In what a price is named, and how high it may be. */
export interface PriceTerms {
  readonly currency: Currency;
  /** The most that is ever reserved, minor units; undefined: not known. */
  readonly capMinor: number | undefined;
}

function priceProblem(priceMinor: number, terms: PriceTerms): SlotProblem | undefined {
  const { currency, capMinor } = terms;
  if (!isPayable(priceMinor, currency)) {
    const least = formatShort(SMALLEST_MINOR[currency], currency);
    const most = formatShort(LARGEST_MINOR, currency);
    return { code: 'slot-price-form', values: { least, most } };
  }
  return capMinor !== undefined && priceMinor > capMinor
    ? { code: 'slot-price-above-cap', values: { most: formatShort(capMinor, currency) } }
    : undefined;
}

/** The first of these fields that cannot be so, by itself; undefined: each of them can. */
export function fieldProblem(
  fields: { readonly [F in SlotField]?: SlotFields[F] | undefined },
  terms: PriceTerms,
): SlotProblem | undefined {
  const { priceMinor } = fields;
  const price = priceMinor === undefined ? undefined : priceProblem(priceMinor, terms);
  if (price !== undefined) return price;
  const judge = <F extends keyof typeof RULES>(
    field: F,
    value: SlotFields[F] | undefined,
  ): SlotProblem | undefined => {
    const values = value === undefined ? undefined : RULES[field](value);
    return values === undefined ? undefined : { code: CODES[field], values };
  };
  for (const field of CHECKED_FIELDS) {
    const problem = judge(field, fields[field]);
    if (problem !== undefined) return problem;
  }
  return judge('place', fields.place);
}
