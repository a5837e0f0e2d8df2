import type { Clock } from '#core/base/ports.ts';
import type { CheckInAnnouncer } from './announce-check-in.ts';
import type { CheckIns } from './check-ins.ts';
import type { MerchantQrs } from './merchant-qrs.ts';
import { isTaken } from './webhook-lane.ts';

/** What the customer's app shows after the scan. */
export type ScanScreen =
  /** Waiting, with the hint to choose on the machine (category VENDING). */
  | 'chooseProduct'
  | 'waiting'
  /** The check-in was not answered with success: scan again or pay another way. */
  | 'cannotConnect'
  | 'qrNotFound';

export interface ScanOutcome {
  readonly screen: ScanScreen;
  readonly customerToken: string | undefined;
  /** The relay's answer; undefined when there was none. */
  readonly status: number | undefined;
}

export interface ScanOptions {
  /** Wall clock of the scan, for a check-in that arrives late. Default now. */
  readonly initiatedAtMs?: number | undefined;
  /** Default 40. */
  readonly ageYears?: number | undefined;
  /** A check-in that is sent again: the same token, and with initiatedAtMs the very same event. */
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
    return { screen: isTaken(status) ? happy : 'cannotConnect', customerToken, status };
  };
}
