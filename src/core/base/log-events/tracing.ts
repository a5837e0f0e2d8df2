import type { LogEvent } from './log-event.ts';

/** Traces for an OpenTelemetry collector, in relay and kiosk. */
export const TRACING_EVENTS = {
  'tracing.on': {
    level: 'info',
    sentence: 'Traces are sent to a collector.',
    fields: ['sampleShare'],
  },
  'tracing.not-sent': {
    level: 'warn',
    sentence: 'The collector did not take the traces; sales go on. Told at most once an hour.',
    fields: ['reason'],
    advice: 'Look whether the collector at tracing.otlpUrl runs and can be reached.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
