import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { HealthStore, LinkChange } from '#core/store/health-store.ts';
import type { RelayEvent } from '#core/payment/relay-feed.ts';
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
  /** The relay's clock, counted on by one that never jumps; undefined until the relay has told it. */
  relayNowMs(): number | undefined;
  details(): { readonly relay: string; readonly hardware: string };
  latencyMs(): number | undefined;
  /** Heartbeats to the relay and back: those of the hour before the last one, oldest first. */
  roundTripsMs(): readonly number[];
}

interface LinkNews {
  readonly state: LinkState;
  readonly detail: string;
}

interface LinkWatchDeps {
  readonly store: Pick<HealthStore, 'noteLink'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long a round trip is kept. */
const KEPT_ROUND_TRIPS_MS = 3_600_000;

export function createLinkWatch({ store, clock, log }: LinkWatchDeps): LinkWatch {
  let facts: LinkFacts = {
    relay: 'opening',
    hardware: 'opening',
    machine: 'offline',
    clockOffsetMs: undefined,
  };
  let details = { relay: '', hardware: '' };
  let roundTrips: readonly { readonly ms: number; readonly atMs: number }[] = [];
  let aheadMs: number | undefined;

  /** Only what changes: a link that is tried again and again has gone down once. */
  function note(link: LinkChange['link'], { state, detail }: LinkNews): void {
    const isUp = state === 'up';
    if (isUp === (facts[link] === 'up')) return;
    try {
      store.noteLink({ link, isUp, atMs: clock.nowMs(), detail });
    } catch (error) {
      const reason = reasonOf(error);
      log.error('machine.link-change-not-kept', { link, isUp, reason });
    }
  }

  return {
    onRelayEvent: (event) => {
      if (event.kind === 'link') {
        note('relay', event);
        facts = { ...facts, relay: event.state };
        details = { ...details, relay: event.detail };
      } else if (event.kind === 'welcome') {
        facts = { ...facts, clockOffsetMs: event.clockOffsetMs };
        aheadMs = clock.nowMs() - event.clockOffsetMs - clock.monotonicMs();
      } else if (event.kind === 'latency') {
        const atMs = clock.monotonicMs();
        const kept = roundTrips.filter((trip) => atMs - trip.atMs < KEPT_ROUND_TRIPS_MS);
        roundTrips = [...kept, { ms: event.roundTripMs, atMs }];
      }
    },
    onVendEvent: (event) => {
      if (event.kind === 'link') {
        note('hardware', event);
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
    relayNowMs: () =>
      aheadMs === undefined ? undefined : Math.round(clock.monotonicMs() + aheadMs),
    details: () => details,
    latencyMs: () => roundTrips.at(-1)?.ms,
    roundTripsMs: () => roundTrips.map(({ ms }) => ms),
  };
}
