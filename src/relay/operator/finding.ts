/** What the check looks at. An id is for scripts and metrics: it is never renamed. */
export const CHECK_IDS = [
  'config',
  'config.permissions',
  'clock.vipps',
  'clock.ntp',
  'database',
  'backup',
  'alerts',
  'publicUrl.form',
  'publicUrl.dns',
  'publicUrl.reach',
  'certificate',
  'token',
  'webhooks.ours',
  'webhooks.foreign',
  'qr',
  'qr.text',
  'unit.active',
  'unit.payments',
  'unit.market',
  'unit.captureType',
  'unit.pushMessage',
  'unit.partialCapture',
  'unit.cards',
  'payment.create',
  'payment.again',
  'payment.approve',
  'payment.authorized',
  'payment.capture',
  'payment.release',
  'payment.receipt',
  'payment.refund',
  'payment.sums',
  'check',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** `warning`: sales go on. `unknown`: it was looked at and could not be told. `notTried`: it was not looked at. */
export type CheckState = 'ok' | 'warning' | 'mustFix' | 'unknown' | 'notTried';

/** One thing that was looked at. */
export interface Finding {
  readonly id: CheckId;
  readonly state: CheckState;
  /** Says what was found and what a person must do. One line, no secret. */
  readonly sentence: string;
  /** merchantSerialNumber; absent: it concerns the whole relay. */
  readonly salesUnit?: string | undefined;
  readonly machineId?: string | undefined;
}

const LONGEST_QUOTE = 200;

/** Text of somebody else (a URL at Vipps, a name) inside a sentence: one line, cut, without control characters. */
export function quoted(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return `“${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}”`;
}

export type Judge = (
  state: CheckState,
  sentence: string,
  about?: Pick<Finding, 'salesUnit' | 'machineId'>,
) => Finding;

/** Makes findings of one check. */
export function judge(id: CheckId): Judge {
  return (state, sentence, about = {}) => ({ id, state, sentence, ...about });
}

export function countOf(findings: readonly Finding[], state: CheckState): number {
  return findings.filter((finding) => finding.state === state).length;
}

const WEIGHT: Readonly<Record<CheckState, number>> = {
  mustFix: 4,
  warning: 3,
  unknown: 2,
  notTried: 1,
  ok: 0,
};

/** The state that matters most: must fix before warning before unknown before not tried. */
export function worstOf(states: readonly CheckState[]): CheckState {
  return states.reduce<CheckState>(
    (worst, state) => (WEIGHT[state] > WEIGHT[worst] ? state : worst),
    'ok',
  );
}
