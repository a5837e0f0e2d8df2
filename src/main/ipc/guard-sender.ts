/** The frame that sends, as far as it matters. */
export interface SendingFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Whether a call comes from the main frame of one of our own pages (Electron security checklist, 17). */
export function isOurSender(frame: SendingFrame | null, origin: string): boolean {
  if (frame?.parent !== null || !URL.canParse(frame.url)) return false;
  const { protocol, host } = new URL(frame.url);
  return `${protocol}//${host}` === origin;
}
