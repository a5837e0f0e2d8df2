import type { KioskCreate } from '#contract/vipps/kiosk-calls.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import type { CheckInGrant, CheckInGrantStore } from '../store/ports/payment-limits.ts';

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
 * idempotency key, and one more after Vipps refused an age-limited payment with 7010. Grants are found by the hash of the
 * customer's token, in memory and in the database, so that a restart of the relay costs no sale.
 */
export interface CheckInGrants {
  /** Call this before the machine is told of the check-in. */
  give(machineId: string, checkInId: string): void;
  /** @returns why the payment may not be created; undefined: it may, and is counted */
  take(call: PaymentCreate): Promise<string | undefined>;
  /** Vipps refused the payment with this error code. */
  refused(call: PaymentCreate, code: string | undefined): Promise<void>;
}

interface GrantDeps {
  readonly store: CheckInGrantStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** Counts in memory, so that two creates at the same time cannot both pass. The database serves the next start. */
class LiveGrant {
  #grant: CheckInGrant;

  constructor(grant: CheckInGrant) {
    this.#grant = grant;
  }

  current(): CheckInGrant {
    return this.#grant;
  }

  take(payment: string): 'new' | 'again' | 'spent' {
    const { payments, paymentsLeft } = this.#grant;
    if (payments.includes(payment)) return 'again';
    if (paymentsLeft === 0) return 'spent';
    this.#grant = {
      ...this.#grant,
      payments: [...payments, payment],
      paymentsLeft: paymentsLeft - 1,
    };
    return 'new';
  }

  /** @returns false when it was allowed before */
  allowOneMore(): boolean {
    if (this.#grant.payments.length !== 1) return false;
    this.#grant = { ...this.#grant, paymentsLeft: 1 };
    return true;
  }
}

interface Cached {
  readonly grant: Promise<LiveGrant | undefined>;
  readonly untilMs: number;
}

function paymentOf({ create, idempotencyKey }: PaymentCreate): string {
  return `${create.reference} ${idempotencyKey ?? ''}`;
}

export function createCheckInGrants({ store, clock, log }: GrantDeps): CheckInGrants {
  const cache = new Map<string, Cached>();

  function dropExpired(): void {
    const nowMs = clock.monotonicMs();
    // The map is in insertion order: stop at the first unexpired entry.
    for (const [key, { untilMs }] of cache) {
      if (untilMs > nowMs) return;
      cache.delete(key);
    }
  }

  function save(grant: LiveGrant): void {
    store.save(grant.current()).catch((error: unknown) => {
      log.error('relay.check-in-not-kept', { error: String(error) });
    });
  }

  async function load(machineId: string, checkInId: string): Promise<LiveGrant | undefined> {
    const stored = await store.find(machineId, checkInId);
    const isFresh = stored !== undefined && clock.nowMs() - stored.atMs < GRANT_MS;
    return isFresh ? new LiveGrant(stored) : undefined;
  }

  async function find({ machineId, create }: PaymentCreate): Promise<LiveGrant | undefined> {
    dropExpired();
    const checkInId = checkInIdOf(create.customer.customerToken);
    const key = `${machineId} ${checkInId}`;
    const cached = cache.get(key);
    if (cached !== undefined) return cached.grant;
    const loading = load(machineId, checkInId);
    cache.set(key, { grant: loading, untilMs: clock.monotonicMs() + GRANT_MS });
    const grant = await loading.catch((error: unknown) => {
      // Do not cache a failed read: the next one may succeed.
      cache.delete(key);
      throw error;
    });
    // Do not cache what was never granted: guesses would fill the memory.
    if (grant === undefined) cache.delete(key);
    return grant;
  }

  return {
    give: (machineId, checkInId) => {
      dropExpired();
      const key = `${machineId} ${checkInId}`;
      if (cache.has(key)) return;
      const fresh = { machineId, checkInId, atMs: clock.nowMs(), payments: [], paymentsLeft: 1 };
      const grant = load(machineId, checkInId)
        .catch(() => undefined)
        .then((stored) => {
          if (stored !== undefined) return stored;
          const given = new LiveGrant(fresh);
          save(given);
          return given;
        });
      cache.set(key, { grant, untilMs: clock.monotonicMs() + GRANT_MS });
    },
    take: async (call) => {
      const grant = await find(call);
      if (grant === undefined) {
        return 'it was not given this check-in in the last 15 minutes';
      }
      const taken = grant.take(paymentOf(call));
      if (taken === 'new') save(grant);
      return taken === 'spent' ? 'this check-in has had its payment' : undefined;
    },
    refused: async (call, code) => {
      if (code !== CUSTOMER_NOT_ELIGIBLE || call.create.minimumUserAge === undefined) return;
      const grant = await find(call);
      if (grant?.allowOneMore() === true) save(grant);
    },
  };
}
