import type { LogEvent } from './log-event.ts';

/** The simulator. */
export const SIMULATOR_EVENTS = {
  'simulator.call': {
    level: 'debug',
    sentence: 'The simulated Vipps answered a call.',
    fields: ['operation', 'path', 'status'],
  },
  'simulator.webhook-sent': {
    level: 'debug',
    sentence: 'The simulated Vipps sent a webhook.',
    fields: ['lane', 'name', 'attempt', 'isForged', 'status'],
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
