/** So long a technician has to scan the sticker. */
export const QR_VERIFICATION_MS = 60_000;

/** Whose sticker hangs on the machine: the next scan tells, and is answered without a payment. */
export type QrVerification =
  | { readonly state: 'awaited'; readonly untilMs: number }
  | { readonly state: 'ours'; readonly atMs: number }
  /** A scan came to another machine of the sales unit meanwhile; that machine answered it as ever. */
  | {
      readonly state: 'elsewhere';
      readonly atMs: number;
      readonly machineId: string;
      readonly location: string;
    }
  | { readonly state: 'unheard'; readonly atMs: number };
