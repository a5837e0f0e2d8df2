import type { MachineMessage } from '#contract/relay/messages.ts';
import type { MachineAvailability } from '#core/payment/relay-feed.ts';

type Heartbeat = Extract<MachineMessage, { type: 'heartbeat' }>;

/** Limits of the link's texts and lists (contract/relay/messages.ts). */
export const LONGEST_WORD = 60;
const MOST_WORDS = 20;

function words(list: readonly string[]): string[] {
  return list.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
}

/** Everything that the relay wants to know of the machine; one word too many would end the link. */
export function wholeHeartbeat(
  { state, reasons, faults, lastSaleAtMs }: MachineAvailability,
  rest: Pick<Heartbeat, 'id' | 'nextWithinSeconds' | 'driver' | 'roundTripMs'>,
): Heartbeat {
  return {
    type: 'heartbeat',
    ...{ state, lastSaleAtMs, ...rest },
    reasons: words(reasons),
    faults: faults === undefined ? undefined : words(faults),
  };
}
