/** One command of `hardware send`. */
export interface SendVerb {
  readonly usage: string;
  /** A question is sent at once; every other command needs `--yes`. */
  readonly does:
    'asks' | 'changes the board' | 'turns a motor' | 'gives a product away' | 'gives credit';
}
