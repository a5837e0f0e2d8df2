/** Why an order did not reach the machine, or was not answered. */
export interface VendFault {
  readonly code: 'serial/closed' | 'serial/timeout' | 'serial/unavailable';
  readonly detail: string;
}
