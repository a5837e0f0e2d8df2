/** More sales than can be at the create stage at once. */
const SENT_KEPT = 200;

/** The customers' tokens of sales whose payment is not created yet; in memory only (design §6). */
export interface CustomerTokens {
  remember(reference: string, customerToken: string): void;
  forget(reference: string): void;
  find(reference: string): string | undefined;
  /** A create with this reference is about to leave this process. */
  noteSent(reference: string): void;
  wasSent(reference: string): boolean;
}

export function createCustomerTokens(): CustomerTokens {
  const tokens = new Map<string, string>();
  const sent = new Set<string>();
  return {
    remember: (reference, customerToken) => {
      tokens.set(reference, customerToken);
    },
    forget: (reference) => {
      tokens.delete(reference);
    },
    find: (reference) => tokens.get(reference),
    noteSent: (reference) => {
      sent.add(reference);
      const [oldest] = sent;
      if (sent.size > SENT_KEPT && oldest !== undefined) sent.delete(oldest);
    },
    wasSent: (reference) => sent.has(reference),
  };
}
