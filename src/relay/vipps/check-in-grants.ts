import type { KioskCreate } from '#contract/vipps/kiosk-calls.ts';
import type { Clock } from '#core/base/ports.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import type { CheckInId, CheckInStore, PaymentTaken } from '../store/ports/check-ins.ts';

/** A customer's token lives this long at Vipps. A machine that waits for a selection needs all of it. */
const GRANT_MS = 15 * 60_000;
/** Vipps' error code for a customer below the age limit, or of unknown age (design §4, Age). */
const CUSTOMER_NOT_ELIGIBLE = '7010';

export interface PaymentCreate {
  readonly machineId: string;
  readonly create: KioskCreate;
  readonly idempotencyKey: string | undefined;
}

/**
 * Decides which payments a machine may create: one for each check-in that it was just given, the same one again under its
 * idempotency key, and one more after Vipps refused an age-limited payment with 7010. Counted in the store, so that neither
 * a restart nor a second process lets another payment pass.
 */
export interface CheckInGrants {
  /** @returns why the payment may not be created; undefined: it may, and is counted */
  take(call: PaymentCreate): Promise<string | undefined>;
  /** Vipps refused the payment with this error code. */
  refused(call: PaymentCreate, code: string | undefined): Promise<void>;
}

interface GrantDeps {
  readonly store: Pick<CheckInStore, 'takePayment' | 'allowOneMore'>;
  readonly clock: Clock;
}

const WHY_NOT: Readonly<Record<PaymentTaken, string | undefined>> = {
  new: undefined,
  again: undefined,
  spent: 'this check-in has had its payment',
  refused: 'this check-in was refused',
  unknown: 'it was not given this check-in in the last 15 minutes',
};

function checkInOf({ machineId, create }: PaymentCreate): CheckInId {
  return { machineId, checkInId: checkInIdOf(create.customer.customerToken) };
}

export function createCheckInGrants({ store, clock }: GrantDeps): CheckInGrants {
  return {
    take: async (call) => {
      const nowMs = clock.nowMs();
      const taken = await store.takePayment({
        ...checkInOf(call),
        payment: `${call.create.reference} ${call.idempotencyKey ?? ''}`,
        nowMs,
        sinceMs: nowMs - GRANT_MS,
      });
      return WHY_NOT[taken];
    },
    refused: async (call, code) => {
      if (code !== CUSTOMER_NOT_ELIGIBLE || call.create.minimumUserAge === undefined) return;
      await store.allowOneMore(checkInOf(call));
    },
  };
}
