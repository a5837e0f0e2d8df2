/** What a new version has to show before it stays, in the order in which it is told. */
export const HEALTH_CHECKS = ['journal', 'self-test', 'screen', 'hardware', 'relay'] as const;
export type HealthCheck = (typeof HEALTH_CHECKS)[number];

/** What worked in the version before, when it made way. What did not is not the fault of the new one. */
export interface Expected {
  readonly screen: boolean;
  readonly hardware: boolean;
  readonly relay: boolean;
}

/** What the new version has shown so far; undefined: not tried yet. */
export interface Shown {
  readonly journal: boolean;
  readonly selfTest: boolean;
  readonly screen: boolean;
  readonly hardware: boolean;
  readonly relay: boolean;
}

export type HealthVerdict =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'waiting'; readonly on: HealthCheck }
  | { readonly kind: 'failed'; readonly by: HealthCheck };

/** Every check in its order, with whether it must hold and whether it can hold later. */
function missing(expected: Expected, shown: Shown): HealthCheck | undefined {
  const holds: Readonly<Record<HealthCheck, boolean>> = {
    journal: shown.journal,
    'self-test': shown.selfTest,
    screen: shown.screen || !expected.screen,
    hardware: shown.hardware || !expected.hardware,
    relay: shown.relay || !expected.relay,
  };
  return HEALTH_CHECKS.find((check) => !holds[check]);
}

/** Whether a version on trial stays. A link may take its time; at the limit what is missing fails it. */
export function judgeHealth(given: {
  readonly expected: Expected;
  readonly shown: Shown;
  readonly elapsedMs: number;
  readonly limitMs: number;
}): HealthVerdict {
  const lacks = missing(given.expected, given.shown);
  if (lacks === undefined) return { kind: 'healthy' };
  // No time makes a decision right that was wrong.
  if (lacks === 'self-test' || given.elapsedMs >= given.limitMs) {
    return { kind: 'failed', by: lacks };
  }
  return { kind: 'waiting', on: lacks };
}
