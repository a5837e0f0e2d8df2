import type { Clock } from '#core/base/ports.ts';
import { randomBytes } from 'node:crypto';

/** Lifetime of a customerToken (Vipps, merchant callback QR). */
const TOKEN_LIFE_MS = 15 * 60_000;

export interface CheckedInCustomer {
  readonly customerToken: string;
  readonly ageYears: number;
}

/** The customer tokens of check-ins; each can create one payment. */
export interface CheckIns {
  /** @param initiatedAtMs wall clock of the scan */
  issue(merchantSerialNumber: string, initiatedAtMs: number, ageYears: number): CheckedInCustomer;
  find(merchantSerialNumber: string, customerToken: string): CheckedInCustomer | undefined;
  spend(customerToken: string): void;
}

export function createCheckIns(clock: Clock): CheckIns {
  const open = new Map<
    string,
    { readonly unit: string; readonly endsAtMs: number; readonly customer: CheckedInCustomer }
  >();
  return {
    issue(unit, initiatedAtMs, ageYears) {
      const customer = { customerToken: randomBytes(48).toString('base64'), ageYears };
      open.set(customer.customerToken, {
        unit,
        endsAtMs: initiatedAtMs + TOKEN_LIFE_MS,
        customer,
      });
      return customer;
    },
    find(unit, customerToken) {
      const found = open.get(customerToken);
      if (found?.unit !== unit || clock.nowMs() >= found.endsAtMs) return undefined;
      return found.customer;
    },
    spend(customerToken) {
      open.delete(customerToken);
    },
  };
}
