import type { KioskCreate } from '#contract/vipps/kiosk-calls.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import type { GrantRow, RelayStore } from '../store/ports/relay-store.ts';

/** Life of a customer's token (Vipps); a machine that waits for a selection needs it all. */
const GRANT_MS = 15 * 60_000;
/** Vipps' word for a customer under the age limit, and for an unknown one (design §4, Age). */
const NOT_THIS_CUSTOMER = '7010';

export interface MachineCreate {
  readonly machineId: string;
  readonly create: KioskCreate;
  readonly key: string | undefined;
}

/**
 * Which payments a machine may create: one for each check-in that it was just given, the same one again under its key,
 * and one more after Vipps refused the first, which had an age limit, with 7010. Known by the hash of the customer's
 * token, in memory and in the database, so that a restart of the relay costs no customer the sale.
 */
export interface CheckInGrants {
  /** The machine is about to be given this check-in. */
  give(machineId: string, checkInId: string): void;
  /** Why this create may not be passed on; undefined: it may, and counts. */
  take(call: MachineCreate): Promise<string | undefined>;
  /** The code that Vipps refused the create with. */
  refused(call: MachineCreate, code: string | undefined): Promise<void>;
}

interface GrantDeps {
  readonly store: Pick<RelayStore, 'grant' | 'keepGrant'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What counts; the row in the database is for the next start. */
class Grant {
  #row: GrantRow;

  constructor(row: GrantRow) {
    this.#row = row;
  }

  row(): GrantRow {
    return this.#row;
  }

  /** Once it is counted nobody else can have it, however close behind. */
  take(made: string): 'new' | 'again' | 'spent' {
    const { creates, more } = this.#row;
    if (creates.includes(made)) return 'again';
    if (more === 0) return 'spent';
    this.#row = { ...this.#row, creates: [...creates, made], more: more - 1 };
    return 'new';
  }

  /** Once. */
  allowAnother(): boolean {
    if (this.#row.creates.length !== 1) return false;
    this.#row = { ...this.#row, more: 1 };
    return true;
  }
}

interface Known {
  readonly grant: Promise<Grant | undefined>;
  readonly untilMs: number;
}

function madeOf({ create, key }: MachineCreate): string {
  return `${create.reference} ${key ?? ''}`;
}

export function createCheckInGrants({ store, clock, log }: GrantDeps): CheckInGrants {
  const known = new Map<string, Known>();

  function forgetOld(): void {
    const nowMs = clock.monotonicMs();
    // In the order in which they came: the first that lives ends the search.
    for (const [name, { untilMs }] of known) {
      if (untilMs > nowMs) return;
      known.delete(name);
    }
  }

  function keep(grant: Grant): void {
    store.keepGrant(grant.row()).catch((error: unknown) => {
      log.error('a check-in could not be kept for a restart', { error: String(error) });
    });
  }

  /** From before a restart. */
  async function stored(machineId: string, checkInId: string): Promise<Grant | undefined> {
    const row = await store.grant(machineId, checkInId);
    const isYoung = row !== undefined && clock.nowMs() - row.atMs < GRANT_MS;
    return isYoung ? new Grant(row) : undefined;
  }

  async function find({ machineId, create }: MachineCreate): Promise<Grant | undefined> {
    forgetOld();
    const checkInId = checkInIdOf(create.customer.customerToken);
    const name = `${machineId} ${checkInId}`;
    const held = known.get(name);
    if (held !== undefined) return held.grant;
    const reading = stored(machineId, checkInId);
    known.set(name, { grant: reading, untilMs: clock.monotonicMs() + GRANT_MS });
    const grant = await reading.catch((error: unknown) => {
      // What could not be read now may be read a moment later: the failure is not remembered.
      known.delete(name);
      throw error;
    });
    // What nobody was given is not remembered: it would grow with every guess.
    if (grant === undefined) known.delete(name);
    return grant;
  }

  return {
    give: (machineId, checkInId) => {
      forgetOld();
      const name = `${machineId} ${checkInId}`;
      if (known.has(name)) return;
      const fresh = { machineId, checkInId, atMs: clock.nowMs(), creates: [], more: 1 };
      const grant = stored(machineId, checkInId)
        .catch(() => undefined)
        .then((old) => {
          if (old !== undefined) return old;
          const given = new Grant(fresh);
          keep(given);
          return given;
        });
      known.set(name, { grant, untilMs: clock.monotonicMs() + GRANT_MS });
    },
    take: async (call) => {
      const grant = await find(call);
      if (grant === undefined) {
        return 'it was not given this check-in in the last 15 minutes';
      }
      const taken = grant.take(madeOf(call));
      if (taken === 'new') keep(grant);
      return taken === 'spent' ? 'this check-in has had its payment' : undefined;
    },
    refused: async (call, code) => {
      if (code !== NOT_THIS_CUSTOMER || call.create.minimumUserAge === undefined) return;
      const grant = await find(call);
      if (grant?.allowAnother() === true) keep(grant);
    },
  };
}
