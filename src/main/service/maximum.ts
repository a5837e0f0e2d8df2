import type { MaximumCallMap } from '#contract/ipc/topics/maximum.ts';
import { describePayment } from '#contract/vipps/description.ts';
import type { Slot } from '#core/slots/slot.ts';
import { maximumView } from '#core/maximum/maximum.ts';
import type { RelayMemoryStore } from '#core/store/relay-memory.ts';
import { ok } from '#core/base/result.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Handlers } from './handler.ts';

interface MaximumDeps {
  readonly slots: () => readonly Slot[];
  readonly settings: () => Settings;
  readonly relayMemory: Pick<RelayMemoryStore, 'load'>;
}

/** The calls of Maximum amount: what a customer reserves before choosing, and why. */
export function createMaximumCalls(deps: MaximumDeps): Handlers<MaximumCallMap> {
  return {
    readMaximum: () => {
      const { terms } = deps.relayMemory.load();
      if (terms === undefined) return Promise.resolve(ok(undefined));
      const { maxAmountCapMinor: capMinor, partialCapture, currency, market } = terms;
      const limits = { capMinor, partialCapture, currency };
      const view = maximumView(deps.slots(), deps.settings().maxAmount, limits);
      const { amountMinor } = view;
      const text =
        amountMinor === undefined
          ? undefined
          : describePayment({ amountMinor, currency, market, isExactPrice: false });
      return Promise.resolve(ok({ ...view, text }));
    },
  };
}
