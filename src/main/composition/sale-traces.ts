import type { Tracing } from '#core/base/tracing.ts';

/** Sales that are remembered with the step in which their customer was admitted. */
const SALES_KEPT = 50;

/** Which trace a sale belongs to, for as long as this program runs. Each text is a `traceparent` (W3C Trace Context). */
export interface SaleTraces {
  /** What runs now has admitted the customer of this sale. */
  begin(reference: string): void;
  /** Another sale for the same customer. */
  handOn(from: string, to: string): void;
  /** For a step of this sale: its first step, unless what runs now belongs to the same trace. */
  parentOf(reference: string): string | undefined;
  /** For something that came with a trace of its own: within the sale's trace where it is that, else linked to it. */
  joined(
    reference: string,
    traceparent: string | undefined,
  ): { readonly parent: string | undefined; readonly link?: string | undefined };
  /** The first step of the sale that uses the machine. */
  active(): string | undefined;
  parentOfActive(): string | undefined;
  /** The machine is free for the next sale. */
  endActive(): void;
}

/** The first 32 digits after the version. */
function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}

export function createSaleTraces({ current }: Pick<Tracing, 'current'>): SaleTraces {
  const begun = new Map<string, string>();
  let active: string | undefined;

  function keep(reference: string, traceparent: string): void {
    begun.set(reference, traceparent);
    active = traceparent;
    const [oldest] = begun.keys();
    if (begun.size > SALES_KEPT && oldest !== undefined) begun.delete(oldest);
  }

  /** Undefined: what runs now is in this trace, and closer. */
  function unlessNow(first: string | undefined): string | undefined {
    const now = current();
    const isHere = now !== undefined && first !== undefined && traceIdOf(now) === traceIdOf(first);
    return isHere ? undefined : first;
  }

  return {
    begin: (reference) => {
      const now = current();
      if (now !== undefined) keep(reference, now);
    },
    handOn: (from, to) => {
      const first = begun.get(from);
      if (first !== undefined) keep(to, first);
    },
    parentOf: (reference) => unlessNow(begun.get(reference)),
    joined: (reference, traceparent) => {
      const first = begun.get(reference);
      if (first === undefined || traceparent === undefined) return { parent: first ?? traceparent };
      return traceIdOf(first) === traceIdOf(traceparent)
        ? { parent: traceparent }
        : { parent: first, link: traceparent };
    },
    active: () => active,
    parentOfActive: () => unlessNow(active),
    endActive: () => {
      active = undefined;
    },
  };
}
