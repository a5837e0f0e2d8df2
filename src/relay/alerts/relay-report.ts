import { z } from 'zod';

/** What the relay finds out by itself. A machine cannot send these. */
export const RELAY_ALERT_KINDS = [
  'checkInNotUnderstood',
  'webhookNotUnderstood',
  'checkInsElsewhere',
  'webhooksNotRegistered',
  'refundsAboveCap',
  'credentialUsedTwice',
  'needsFixing',
] as const;
export type RelayAlertKind = (typeof RELAY_ALERT_KINDS)[number];

/** A machine, a whole sales unit, or the relay itself. */
export type Subject =
  { readonly machineId: string } | { readonly salesUnit: string } | { readonly relay: true };

/** The id in the place of a machine's. No machine can have one with a colon. */
export function idOfSubject(about: Subject): string {
  if ('machineId' in about) return about.machineId;
  return 'salesUnit' in about ? `unit:${about.salesUnit}` : 'relay:';
}

/** Something that the relay itself reports to the operator. */
export interface RelayReport {
  readonly kind: RelayAlertKind;
  readonly about: Subject;
  /** Tells apart what the relay reports of one kind about one subject; each is reported once a day. */
  readonly topic?: string | undefined;
  /** Joins the relay's sentence for the kind, without a full stop; empty: nothing to add. */
  readonly detail: string;
}

/** The machine id under which the store holds the relay's own alerts. */
export const NO_MACHINE = '';

const LONGEST_DETAIL = 300;

export const storedReportSchema = z.object({
  type: z.literal('report'),
  kind: z.enum(RELAY_ALERT_KINDS),
  about: z.union([
    z.object({ machineId: z.string() }),
    z.object({ salesUnit: z.string() }),
    z.object({ relay: z.literal(true) }),
  ]),
  detail: z.string(),
  sinceMs: z.number(),
});

/** The JSON that the store holds of a report. */
export function reportBody(report: RelayReport, sinceMs: number): string {
  return JSON.stringify({ type: 'report', ...report, detail: oneLine(report.detail), sinceMs });
}

/** A detail may quote others (keys of a body, a URL at Vipps): control characters go, and long text is cut. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_DETAIL);
}
