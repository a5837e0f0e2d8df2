/** One thing that `hardware send` can say. */
export interface SendVerb {
  readonly usage: string;
  /** Only what asks is said at once; the rest wants `--yes`. */
  readonly does:
    'asks' | 'changes the board' | 'turns a motor' | 'gives a product away' | 'gives credit';
}
