import type { MaximumCallMap } from '#contract/ipc/topics/maximum.ts';
import type { Slot } from '#core/slots/slot.ts';
import { maximumView } from '#core/maximum/maximum.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import { ok } from '#core/base/result.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Handlers } from './handler.ts';

interface MaximumDeps {
  readonly slots: () => readonly Slot[];
  readonly settings: () => Settings;
  /** Undefined before the relay was ever reached. */
  readonly terms: () => SalesTerms | undefined;
  /** What the customer reads. */
  readonly describe: (amountMinor: number, terms: SalesTerms) => string;
}

/** What a customer reserves before choosing, and why it is so much. */
export function createMaximumCalls(deps: MaximumDeps): Handlers<MaximumCallMap> {
  return {
    readMaximum: () => {
      const terms = deps.terms();
      if (terms === undefined) return Promise.resolve(ok(undefined));
      const { maxAmountCapMinor: capMinor, partialCapture, currency } = terms;
      const limits = { capMinor, partialCapture, currency };
      const view = maximumView(deps.slots(), deps.settings().maxAmount, limits);
      const { amountMinor } = view;
      const text = amountMinor === undefined ? undefined : deps.describe(amountMinor, terms);
      return Promise.resolve(ok({ ...view, text }));
    },
  };
}
