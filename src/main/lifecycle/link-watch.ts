import type { RelayEvent } from '#core/payment/gateway.ts';
import type { LinkState, MachineState, VendEvent } from '#core/vend/controller.ts';

export interface LinkFacts {
  readonly relay: LinkState;
  readonly hardware: LinkState;
  readonly machine: MachineState;
  /** Kiosk clock minus relay clock, milliseconds; undefined when never compared. */
  readonly clockOffsetMs: number | undefined;
}

/** Remembers how the two links were last seen. */
export interface LinkWatch {
  onRelayEvent(event: RelayEvent): void;
  onVendEvent(event: VendEvent): void;
  facts(): LinkFacts;
  /** The machine waits for a customer, or for our answer to its selection. */
  canOffer(): boolean;
  details(): { readonly relay: string; readonly hardware: string };
  latencyMs(): number | undefined;
}

export function createLinkWatch(): LinkWatch {
  let facts: LinkFacts = {
    relay: 'opening',
    hardware: 'opening',
    machine: 'offline',
    clockOffsetMs: undefined,
  };
  let details = { relay: '', hardware: '' };
  let latencyMs: number | undefined;
  return {
    onRelayEvent: (event) => {
      if (event.kind === 'link') {
        facts = { ...facts, relay: event.state };
        details = { ...details, relay: event.detail };
      } else if (event.kind === 'welcome') {
        facts = { ...facts, clockOffsetMs: event.clockOffsetMs };
      } else if (event.kind === 'latency') {
        latencyMs = event.roundTripMs;
      }
    },
    onVendEvent: (event) => {
      if (event.kind === 'link') {
        const machine = event.state === 'up' ? facts.machine : 'offline';
        facts = { ...facts, hardware: event.state, machine };
        details = { ...details, hardware: event.detail };
      } else if (event.kind === 'machine') {
        facts = { ...facts, machine: event.state };
      }
    },
    facts: () => facts,
    canOffer: () =>
      facts.hardware === 'up' && (facts.machine === 'enabled' || facts.machine === 'selecting'),
    details: () => details,
    latencyMs: () => latencyMs,
  };
}
