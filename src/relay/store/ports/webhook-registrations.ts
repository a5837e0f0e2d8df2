/** A webhook registration that this relay made at Vipps, with the secret that signs its webhooks. */
export interface StoredRegistration {
  readonly merchantSerialNumber: string;
  readonly url: string;
  readonly id: string;
  readonly secret: string;
  /** When a newer registration replaced it; its secret stays valid for a while. */
  readonly retiredAtMs: number | undefined;
}

export interface WebhookRegistrationStore {
  list(merchantSerialNumber: string): Promise<readonly StoredRegistration[]>;
  /** Stores a registration and retires the sales unit's others. */
  replace(registration: StoredRegistration, atMs: number): Promise<void>;
}
