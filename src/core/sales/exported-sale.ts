import type { SaleCall } from './sale-note.ts';

export interface ExportedLine {
  readonly at: string;
  readonly direction: 'in' | 'out';
  readonly line: string;
}

export interface ExportedAnswer {
  readonly at: string;
  readonly call: SaleCall;
  readonly status: number | null;
  readonly code: string | null;
  readonly traceId: string | null;
  readonly pspReference: string | null;
}

/** One sale as it is exported (design §11): amounts in minor units, times ISO 8601, absent = null. */
export interface ExportedSale {
  readonly reference: string;
  readonly state: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly selection: string | null;
  readonly item: number | null;
  readonly product: string | null;
  readonly price: number | null;
  readonly currency: string;
  readonly reserved: number;
  readonly captured: number;
  readonly released: number;
  readonly refunded: number;
  readonly outcome: string | null;
  /** Whether a sensor saw the product fall; null where the machine does not say. In JSON only. */
  readonly drop: 'confirmed' | 'assumed' | null;
  /** Lines to and from the machine, oldest first. In JSON only. */
  readonly device: readonly ExportedLine[];
  /** What Vipps answered, oldest first. In JSON only. */
  readonly vipps: readonly ExportedAnswer[];
}

/** The next `limit` sales after `last`, oldest first; fewer: that was all. */
export type ReadExported = (
  last: ExportedSale | undefined,
  limit: number,
) => readonly ExportedSale[];
