import { GATEWAY_EVENTS } from './log-events/gateway.ts';
import { KIOSK_EVENTS } from './log-events/kiosk.ts';
import type { LogEvent } from './log-events/log-event.ts';
import { MACHINE_EVENTS } from './log-events/machine.ts';
import { RELAY_MACHINES_EVENTS } from './log-events/relay-machines.ts';
import { RELAY_PAYMENTS_EVENTS } from './log-events/relay-payments.ts';
import { RELAY_EVENTS } from './log-events/relay.ts';
import { SALE_EVENTS } from './log-events/sale.ts';
import { SERVICE_EVENTS } from './log-events/service.ts';
import { SIMULATOR_EVENTS } from './log-events/simulator.ts';
import { STORE_EVENTS } from './log-events/store.ts';
import { TRACING_EVENTS } from './log-events/tracing.ts';
import { UPDATE_EVENTS } from './log-events/update.ts';
import { VEND_EVENTS } from './log-events/vend.ts';

/** Every kind of line that a program of ours may log, by its id: `room.event`. docs/log-events.md is made of it. */
export const LOG_EVENTS = {
  ...SALE_EVENTS,
  ...GATEWAY_EVENTS,
  ...MACHINE_EVENTS,
  ...VEND_EVENTS,
  ...SERVICE_EVENTS,
  ...KIOSK_EVENTS,
  ...STORE_EVENTS,
  ...RELAY_EVENTS,
  ...RELAY_MACHINES_EVENTS,
  ...RELAY_PAYMENTS_EVENTS,
  ...UPDATE_EVENTS,
  ...SIMULATOR_EVENTS,
  ...TRACING_EVENTS,
};

type LogEvents = typeof LOG_EVENTS;
export type LogEventId = keyof LogEvents;

/** The ids of one level: a line cannot be logged at another. */
export type LogEventOf<Level> = {
  [Id in LogEventId]: LogEvents[Id]['level'] extends Level ? Id : never;
}[LogEventId];

export type LogFieldOf<Id extends LogEventId> = LogEvents[Id]['fields'][number];

const EVENTS: Readonly<Record<LogEventId, LogEvent>> = LOG_EVENTS;

export function logEvent(id: LogEventId): LogEvent {
  return EVENTS[id];
}

/** The part of the program that an event is about: what stands before the dot of its id. */
export function logRoom(id: LogEventId): string {
  return id.slice(0, id.indexOf('.'));
}
