/** `isConfirmed` false: the relay asked Vipps for this text and does not know whether Vipps took it. */
export interface QrText {
  readonly text: string;
  readonly isConfirmed: boolean;
}

/** The text that the QR of each machine shows at Vipps. */
export interface QrTextStore {
  /** Undefined: the text was never changed since the QR was made. */
  find(machineId: string): Promise<QrText | undefined>;
  save(machineId: string, text: QrText): Promise<void>;
}
