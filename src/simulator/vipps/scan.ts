import type { Clock } from '#core/base/ports.ts';
import type { CheckInAnnouncer } from './announce-check-in.ts';
import type { CheckIns } from './check-ins.ts';
import type { MerchantQrs } from './merchant-qrs.ts';
import { isAccepted } from './webhook-lane.ts';

/** What the customer's app shows after a scan. */
export type ScanScreen =
  /** Waiting, with the hint to choose on the machine (category VENDING). */
  | 'chooseProduct'
  | 'waiting'
  /** The check-in got no success: scan again, or pay another way. */
  | 'cannotConnect'
  | 'qrNotFound';

export interface ScanOutcome {
  readonly screen: ScanScreen;
  readonly customerToken: string | undefined;
  /** HTTP status of the relay's answer; undefined without one. */
  readonly status: number | undefined;
}

export interface ScanOptions {
  /** Wall clock of the scan, for a late check-in. Default now. */
  readonly initiatedAtMs?: number | undefined;
  /** Default 40. */
  readonly ageYears?: number | undefined;
  /** Repeats a check-in with the same token; with the same initiatedAtMs it is the very same event. */
  readonly customerToken?: string | undefined;
}

const DEFAULT_AGE_YEARS = 40;

/** A customer's phone in front of a sticker. */
export function createScan(deps: {
  readonly clock: Clock;
  readonly announcer: CheckInAnnouncer;
  readonly checkIns: CheckIns;
  readonly qrs: MerchantQrs;
}): (merchantQrId: string, options?: ScanOptions) => Promise<ScanOutcome> {
  return async (merchantQrId, options = {}) => {
    const qr = deps.qrs.find(merchantQrId);
    if (qr === undefined) {
      return { screen: 'qrNotFound', customerToken: undefined, status: undefined };
    }
    const { merchantSerialNumber } = qr;
    const initiatedAtMs = options.initiatedAtMs ?? deps.clock.nowMs();
    const ageYears = options.ageYears ?? DEFAULT_AGE_YEARS;
    const customerToken =
      options.customerToken ??
      deps.checkIns.issue(merchantSerialNumber, initiatedAtMs, ageYears).customerToken;
    const call = { merchantSerialNumber, merchantQrId, customerToken, initiatedAtMs };
    const status = await deps.announcer.checkedIn(call);
    const happy = qr.category === 'VENDING' ? 'chooseProduct' : 'waiting';
    return { screen: isAccepted(status) ? happy : 'cannotConnect', customerToken, status };
  };
}
