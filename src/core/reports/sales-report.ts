/** How long a report looks back. */
export const REPORT_PERIODS = ['day', 'week', 'month'] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

export interface SoldSum {
  /** Sales that were charged. */
  readonly count: number;
  /** Minor units. */
  readonly chargedMinor: number;
  /** Of what was charged. */
  readonly refundedMinor: number;
}

export interface SoldBySlot extends SoldSum {
  readonly product: string;
  readonly selection: string;
}

export interface SoldByHour extends SoldSum {
  /** The beginning of the hour, wall clock. */
  readonly startMs: number;
}

export interface SalesReport {
  readonly fromMs: number;
  readonly toMs: number;
  readonly sum: SoldSum;
  /** The period before it. */
  readonly before: SoldSum;
  /** Every hour of a day, or every day of a week or month, empty ones too. */
  readonly times: readonly SoldByHour[];
  /** Dearest sum first. */
  readonly slots: readonly SoldBySlot[];
  readonly products: readonly (SoldSum & { readonly product: string })[];
}

/** What was charged, from `fromMs` to just before `toMs`. */
export interface SalesFigures {
  bySlot(fromMs: number, toMs: number): readonly SoldBySlot[];
  /** Hours in which nothing was sold are left out. */
  byHour(fromMs: number, toMs: number): readonly SoldByHour[];
}

const NOTHING: SoldSum = { count: 0, chargedMinor: 0, refundedMinor: 0 };

function added(one: SoldSum, other: SoldSum): SoldSum {
  return {
    count: one.count + other.count,
    chargedMinor: one.chargedMinor + other.chargedMinor,
    refundedMinor: one.refundedMinor + other.refundedMinor,
  };
}

function byMoney(one: SoldSum, other: SoldSum): number {
  return other.chargedMinor - other.refundedMinor - (one.chargedMinor - one.refundedMinor);
}

export interface ReportSpan {
  /** The beginnings of the parts, oldest first. */
  readonly starts: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  /** When the period before began. */
  readonly beforeMs: number;
}

/** Adds up a period: its parts, its slots and products, and the period before. */
export function reportOf(figures: SalesFigures, span: ReportSpan): SalesReport {
  const { starts, fromMs, toMs, beforeMs } = span;
  const hours = figures.byHour(fromMs, toMs);
  const slots = [...figures.bySlot(fromMs, toMs)].sort(byMoney);
  const times = starts.map((startMs, index) => {
    const end = starts[index + 1] ?? toMs;
    const within = hours.filter((hour) => hour.startMs >= startMs && hour.startMs < end);
    return { ...within.reduce(added, NOTHING), startMs };
  });
  const products = new Map<string, SoldSum>();
  for (const slot of slots) {
    products.set(slot.product, added(products.get(slot.product) ?? NOTHING, slot));
  }
  return {
    fromMs,
    toMs,
    sum: slots.reduce<SoldSum>(added, NOTHING),
    before: figures.byHour(beforeMs, fromMs).reduce<SoldSum>(added, NOTHING),
    times,
    slots,
    products: [...products].map(([product, sum]) => ({ ...sum, product })).sort(byMoney),
  };
}
