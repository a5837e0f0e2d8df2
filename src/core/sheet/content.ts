import type { Slot } from '../slots/slot.ts';
import type { Currency } from '../money/money.ts';
import type { Language } from '../base/language.ts';
import type { Operator, SheetLanguages } from './operator.ts';
import type { PostedKind } from './paper.ts';
import { languageOfMarket, SHEET_EDITION } from './words.ts';

export interface SheetRow {
  readonly selection: string;
  readonly product: string;
  /** Minor units. */
  readonly priceMinor: number;
  readonly allergens: string;
  /** Years; 0: none. */
  readonly minimumAge: number;
}

/** Everything that stands on what is posted, and nothing else: two that are equal print the same. */
export interface SheetContent {
  readonly edition: number;
  readonly machineId: string;
  readonly location: string;
  readonly currency: Currency;
  /** What customers know the app by when it is printed. */
  readonly brand: string;
  /** The first stands first. */
  readonly languages: readonly Language[];
  readonly operator: Operator;
  /** What the QR encodes. */
  readonly code: string;
  readonly rows: readonly SheetRow[];
}

export interface SheetFacts {
  readonly machineId: string;
  readonly location: string | undefined;
  readonly currency: Currency;
  readonly brand: string;
  readonly languages: SheetLanguages;
  readonly operator: Operator;
  readonly code: string;
  readonly slots: readonly (Pick<Slot, 'selection' | 'product' | 'priceMinor' | 'minimumAge'> & {
    readonly allergens?: string;
  })[];
}

export function sheetContent(facts: SheetFacts): SheetContent {
  const { languages, location, slots, ...same } = facts;
  return {
    ...same,
    edition: SHEET_EDITION,
    location: location ?? '',
    languages: languages === 'auto' ? [languageOfMarket(facts.currency)] : languages,
    rows: slots.map(({ selection, product, priceMinor, minimumAge, allergens = '' }) => ({
      selection,
      product,
      priceMinor,
      allergens: allergens.trim(),
      minimumAge,
    })),
  };
}

function sellerOf(operator: Operator, kind: PostedKind): readonly string[] {
  const { name, number, address, refundContact } = operator;
  return kind === 'label' ? [name, refundContact] : [name, number, address, refundContact];
}

/** The fingerprint of what is printed: equal for equal sheets, and different for different ones. */
export function fingerprintOf(content: SheetContent, kind: PostedKind): string {
  const { edition, machineId, location, currency, brand, languages, operator, code, rows } =
    content;
  const seller = sellerOf(operator, kind);
  const both = [kind, edition, machineId, location, currency, brand, languages, code, seller];
  if (kind === 'label') return JSON.stringify(both);
  const list = rows.map((row) => [
    row.selection,
    row.product,
    row.priceMinor,
    row.allergens,
    row.minimumAge,
  ]);
  return JSON.stringify([...both, list]);
}

/** One thing that is no longer as it was printed. */
export type SheetChange =
  | {
      readonly what: 'price';
      readonly selection: string;
      readonly product: string;
      readonly oldMinor: number;
      readonly newMinor: number;
    }
  | {
      readonly what: 'added' | 'removed' | 'product';
      readonly selection: string;
      readonly product: string;
    }
  | { readonly what: 'order' | 'location' | 'operator' | 'languages' | 'code' | 'brand' | 'words' };

function rowChanges(printed: readonly SheetRow[], now: readonly SheetRow[]): SheetChange[] {
  const before = new Map(printed.map((row) => [row.selection, row]));
  const after = new Set(now.map((row) => row.selection));
  const changes = now.flatMap((row): SheetChange[] => {
    const old = before.get(row.selection);
    const { selection, product } = row;
    if (old === undefined) return [{ what: 'added', selection, product }];
    const isSame =
      old.product === product &&
      old.allergens === row.allergens &&
      old.minimumAge === row.minimumAge;
    const { priceMinor: oldMinor } = old;
    return [
      ...(isSame ? [] : [{ what: 'product' as const, selection, product }]),
      ...(oldMinor === row.priceMinor
        ? []
        : [{ what: 'price' as const, selection, product, oldMinor, newMinor: row.priceMinor }]),
    ];
  });
  const removed = printed
    .filter((row) => !after.has(row.selection))
    .map(({ selection, product }): SheetChange => ({ what: 'removed', selection, product }));
  return [...changes, ...removed];
}

/** What differs between what was printed and what is so now; empty exactly when the fingerprints are equal. */
export function changesSince(
  printed: SheetContent,
  now: SheetContent,
  kind: PostedKind,
): readonly SheetChange[] {
  if (fingerprintOf(printed, kind) === fingerprintOf(now, kind)) return [];
  const differs = (part: (content: SheetContent) => unknown): boolean =>
    JSON.stringify(part(printed)) !== JSON.stringify(part(now));
  const rows = kind === 'label' ? [] : rowChanges(printed.rows, now.rows);
  const isSameOrder = kind === 'label' || rows.length > 0 || !differs(({ rows: list }) => list);
  return [
    ...rows,
    ...(isSameOrder ? [] : [{ what: 'order' as const }]),
    ...(differs(({ location }) => location) ? [{ what: 'location' as const }] : []),
    ...(differs(({ operator }) => sellerOf(operator, kind)) ? [{ what: 'operator' as const }] : []),
    ...(differs(({ languages }) => languages) ? [{ what: 'languages' as const }] : []),
    ...(differs(({ code, machineId }) => [code, machineId]) ? [{ what: 'code' as const }] : []),
    ...(differs(({ brand }) => brand) ? [{ what: 'brand' as const }] : []),
    ...(differs(({ edition, currency }) => [edition, currency])
      ? [{ what: 'words' as const }]
      : []),
  ];
}

/** What is missing on a sheet that the law or a customer asks for. */
export const SHEET_GAPS = ['name', 'number', 'address', 'refundContact', 'rows'] as const;
export type SheetGap = (typeof SHEET_GAPS)[number];

export function gapsOf(content: SheetContent, kind: PostedKind): readonly SheetGap[] {
  const { operator, rows } = content;
  const asked = kind === 'label' ? (['name', 'refundContact'] as const) : SHEET_GAPS;
  return asked.filter((gap) => (gap === 'rows' ? rows.length === 0 : operator[gap] === ''));
}
