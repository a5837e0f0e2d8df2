/** One queue per payment: Vipps answers 423 or 6160 to two operations on one payment at once. */
export interface PaymentQueue {
  /** Runs after everything that was queued for the same reference before, however that ended. */
  run<Value>(reference: string, work: () => Promise<Value>): Promise<Value>;
}

export function createPaymentQueue(): PaymentQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (reference, work) => {
      const before = tails.get(reference) ?? Promise.resolve();
      const mine = before.then(work, work);
      tails.set(reference, mine);
      const forget = (): void => {
        if (tails.get(reference) === mine) tails.delete(reference);
      };
      void mine.then(forget, forget);
      return mine;
    },
  };
}
